import type { Place } from "./place.ts";
import { ssh } from "./ssh.ts";

const UNIT = "lab-clock";
const SCRIPT = `/run/${UNIT}`;

/** The clock chip of an emulated machine is this machine's clock: it never stands still. */
const CHIP = "/sys/class/rtc/rtc0/since_epoch";

/** Waits until the chip has run away from the system clock, and sets that one by the next full second. */
const follow = `
until read -r chip <${CHIP}; ahead=$((chip - EPOCHSECONDS)); [ \${ahead#-} -ge 2 ]; do sleep 0.2; done
from=$chip
while [ $chip = $from ]; do read -r chip <${CHIP}; done
date -s @$chip`;

/**
 * Given to a machine before it is stopped. It is kept with the machine's memory, so the clock is right a second after
 * the machine goes on, whenever and wherever that is; no login has to get through first.
 */
export async function watchClock(place: Place): Promise<void> {
  // From a file: systemd would expand the variables of a command.
  await inside(
    place,
    `cat >${SCRIPT} && systemd-run --quiet --collect --unit=${UNIT} bash ${SCRIPT}`,
    follow,
  );
}

/** Returns when the clock is set; after a stop too short to be noticed there is nothing to set. */
export async function settleClock(place: Place): Promise<void> {
  const ended = `systemctl is-active --quiet ${UNIT} || exit 0`;
  await inside(place, `for second in 1 2 3 4 5 6 7 8; do ${ended}; sleep 1; done; systemctl stop ${UNIT}`);
}

async function inside({ site, host }: Place, command: string, input = ""): Promise<void> {
  const { exitCode, stderr } = await ssh(site, host.name, { command, input, seconds: 60 });
  if (exitCode !== 0) throw new Error(`the clock of ${host.name}: ${stderr}`);
}
