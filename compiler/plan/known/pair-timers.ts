import type { Timers } from "../pair.ts";

const second = 1000;

/** MiB that protocol A may have on its way: the largest send buffer that DRBD takes. */
export const sendBuffer = 10;

/**
 * What drills of real pairs have shown to be right. Three of them hang together: `qdeviceSync` stays below `watchdog`, or sbd
 * refuses to start; `watchdogWait` is twice `watchdog`; `fencing` covers a dead BMC and the wait for the watchdog.
 */
export const pairTimers = (token: number, witness: boolean): Timers => ({
  token,
  consensus: 1.2 * token,
  qdevice: 3 * second,
  qdeviceSync: 8 * second,
  // The active host wins the race by this head start. A witness decides instead, so nobody has to wait.
  fencingDelay: witness ? 0 : 15 * second,
  fencing: 120 * second,
  bmc: 20 * second,
  watchdog: 15 * second,
  watchdogWait: 30 * second,
  monitor: {
    fence: 60 * second,
    drbd: 15 * second,
    filesystem: 20 * second,
    vip: 10 * second,
    service: 20 * second,
    k3s: 30 * second,
  },
  start: { drbd: 240 * second, filesystem: 60 * second, service: 60 * second, k3s: 300 * second },
  // More than the fence handler's own 90 seconds, which it takes when fencing fails, too.
  promote: 180 * second,
  demote: 60 * second,
  stop: {
    drbd: 60 * second,
    filesystem: 60 * second,
    pods: 90 * second,
    service: 60 * second,
    k3s: 120 * second,
  },
  ping: 5 * second,
  pingTimeout: 1 * second,
  rejoin: 60 * second,
});
