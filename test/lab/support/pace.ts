import { factor } from "../../../lab/index.ts";

/** Whether a test is left out on a machine as slow as this one, which is said; `make test-lab` runs it all the same. */
export async function isTooSlowFor(what: string, most = 4): Promise<boolean> {
  const pace = await factor();
  const tooSlow = pace > most && !process.env["NEEDLE_LAB_MACHINES"];
  if (tooSlow)
    console.warn(
      `${what} is left out: this machine's factor is ${pace}, above ${most} (make test-lab runs it)`,
    );
  return tooSlow;
}

/** Whether a test that takes too long for every day is left out, which is said; `make test-lab` runs it. */
export function isOnlyForLab(what: string, length: string): boolean {
  const leftOut = !process.env["NEEDLE_LAB_MACHINES"];
  if (leftOut) console.warn(`${what} left out: it takes ${length} (make test-lab runs it)`);
  return leftOut;
}
