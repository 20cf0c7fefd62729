import type { Pair, Timers } from "../../plan/pair.ts";
import { type Estimate, exactly, sum } from "../estimate.ts";
import type { Pace } from "./pace.ts";

/** Seconds after the fault at which each step is done. */
export interface Phases {
  readonly detected: Estimate;
  readonly fenced: Estimate;
  readonly promoted: Estimate;
  readonly mounted: Estimate;
  /** The endpoint's address answers. */
  readonly address: Estimate;
  /** The DNS primary answers at it. */
  readonly serving: Estimate;
  readonly api: Estimate;
}

/** What a pair's timers and the pace of its hosts add up to. */
export interface Model {
  /** The active host dies or hangs; its BMC answers. */
  readonly takeover: Phases;
  /** It dies together with its BMC. Left out: nothing moves until a person has looked. */
  readonly takeoverWithoutBmc?: Phases;
  /** Both hosts live and have lost each other. */
  readonly partition: Phases;
  /** Writes stand still while the standby is lost, with and without its BMC, and while only the link is. */
  readonly standbyLost: Estimate;
  readonly standbyLostWithoutBmc: Estimate;
  readonly linkLost: Estimate;
  /** From the order to the API on the other host. */
  readonly switchover: Phases;
  /** The last service of the group is found dead, and runs again on the same host. */
  readonly restarted: Estimate;
  readonly dnsRestarted: Estimate;
  /** What stands after DNS in the group is stopped and started with it. */
  readonly apiRestarted: Estimate;
  /** Both hosts return, see each other and serve. */
  readonly coldStart: Estimate;
}

const second = 1000;
const nothing = exactly(0);

/** DRBD's fence handler gives fencing up after this, and lets writes go on: its own default. */
const handler = 90;

/** `kubernetes`: whether k3s is one of the services; without it there is nothing to stop but DNS. */
export function modelOf({ timers, witness, selfFencing }: Pair, pace: Pace, kubernetes = true): Model {
  const decided = sum(membershipOf(timers), witness ? voteOf(timers) : nothing);
  const race = exactly(timers.fencingDelay / second);
  const agreed = sum(decided, pace.schedule);
  const takeover = takenOver(decided, sum(pace.schedule, race, pace.fence), pace);
  const dead = givenUpOf(timers, pace);
  const watchdog = exactly(timers.watchdogWait / second);
  const withoutBmc = takenOver(decided, sum(pace.schedule, dead, watchdog), pace);
  return {
    takeover,
    ...(selfFencing && { takeoverWithoutBmc: withoutBmc }),
    // The host with the head start, or the vote, does not wait for itself.
    partition: takenOver(decided, sum(pace.schedule, pace.fence), pace),
    // DRBD lets writes go on when its fence handler has seen the end of the fencing and left its mark in the CIB.
    standbyLost: sum(agreed, pace.fence, pace.mark),
    standbyLostWithoutBmc: selfFencing
      ? sum(agreed, dead, watchdog, pace.mark)
      : sum(agreed, exactly(handler)),
    linkLost: linkLostOf(timers, pace),
    switchover: switchedOver(pace, kubernetes),
    restarted: sum(noticed(timers.monitor.k3s), pace.stopK3s, pace.k3s),
    dnsRestarted: sum(
      noticed(timers.monitor.service),
      pace.stopK3s,
      pace.reap,
      pace.stopUnit,
      pace.stopUnit,
      pace.unit,
    ),
    apiRestarted: sum(pace.stopK3s, pace.reap, pace.stopUnit, pace.stopUnit, started(pace)),
    // Whoever comes back from a crash waits before it joins, both alike.
    coldStart: sum(
      pace.boot,
      exactly(timers.rejoin / second),
      pace.promote,
      pace.mount,
      pace.address,
      started(pace),
    ),
  };
}

/** Measured: a membership without the dead host stands after 5.5 of the 6.6 s that both timers may take. */
const membershipOf = ({ token, consensus }: Timers): Estimate => ({
  expected: (token + 0.7 * consensus) / second,
  worst: (token + consensus) / second,
});

/** Measured: 0.6 s with a timeout of 3 s, 5.1 s with one of 10 s. The witness waits until the dead one's connection is silent. */
const voteOf = ({ qdevice }: Timers): Estimate => ({
  expected: (0.2 * qdevice) / second,
  worst: qdevice / second,
});

/** A device does one thing at a time: at worst a look at the dead BMC has just begun. */
const givenUpOf = ({ bmc }: Timers, { agent }: Pace): Estimate => ({
  expected: bmc / second + agent.expected,
  worst: 2 * (bmc / second + agent.worst),
});

/** A monitor finds what died somewhere in its interval. */
const noticed = (interval: number): Estimate => ({
  expected: interval / 2 / second,
  worst: interval / second,
});

/** Who writes has just had an answer when the link dies: DRBD waits a whole interval before it asks for another. */
const linkLostOf = ({ ping, pingTimeout }: Timers, pace: Pace): Estimate =>
  sum(exactly((ping + pingTimeout) / second), pace.mark);

/** From the address to the API: DNS, its API, the pods' reaper, Kubernetes. */
const started = (pace: Pace): Estimate => sum(pace.unit, pace.unit, pace.unit, pace.k3s);

function takenOver(detected: Estimate, fencing: Estimate, pace: Pace): Phases {
  const fenced = sum(detected, fencing);
  return { detected, fenced, ...carriedOn(fenced, pace) };
}

function carriedOn(from: Estimate, pace: Pace): Omit<Phases, "detected" | "fenced"> {
  const promoted = sum(from, pace.promote);
  const mounted = sum(promoted, pace.mount);
  const address = sum(mounted, pace.address);
  const serving = sum(address, pace.unit);
  return { promoted, mounted, address, serving, api: sum(address, started(pace)) };
}

/** Nobody is fenced: what runs is stopped in the opposite order first. */
function switchedOver(pace: Pace, kubernetes: boolean): Phases {
  const stopped = sum(
    pace.schedule,
    ...(kubernetes ? [pace.stopK3s, pace.reap] : []),
    pace.stopUnit,
    pace.stopUnit,
    pace.address,
    pace.unmount,
    pace.demote,
  );
  return { detected: nothing, fenced: nothing, ...carriedOn(stopped, pace) };
}
