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
