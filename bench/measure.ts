import { execa } from "execa";

/** What the whole process cost. */
export interface Cost {
  /** Seconds of wall clock. */
  readonly seconds: number;
  /** Peak resident memory in MiB. */
  readonly memory: number;
}

interface Where {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

/** The cheapest of several runs: what is left when the rest of the machine is quiet. */
export async function cost(
  command: readonly string[],
  { runs, ...where }: Where & { runs: number },
): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run += 1) costs.push(await once(command, where));
  const memory = Math.max(...costs.map(({ memory }) => memory));
  return { seconds: Math.min(...costs.map(({ seconds }) => seconds)), memory };
}

/** GNU time measures from outside, so that the measured program knows nothing of it. */
async function once(command: readonly string[], where: Where): Promise<Cost> {
  const { stderr, exitCode } = await execa("/usr/bin/time", ["-f", "%e %M", ...command], {
    ...where,
    reject: false,
    stdout: "ignore",
    stdin: "ignore",
  });
  const [seconds = 0, kilobytes = 0] = (stderr.split("\n").at(-1) ?? "").split(" ").map(Number);
  if (exitCode !== 0) throw new Error(`${command.join(" ")} failed: ${stderr}`);
  return { seconds, memory: kilobytes / 1024 };
}

/** One measured claim: something against its floor, in the same run. */
export interface Ratio {
  readonly what: string;
  readonly against: string;
  readonly ratio: number;
  readonly goal?: number;
  readonly detail: string;
}
