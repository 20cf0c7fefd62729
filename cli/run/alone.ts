import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { troubleOf } from "../deployment.ts";
import { type Held, isHeld, type Lock, takeLock } from "../disk/lock.ts";
import { type Remarks, tell } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

export interface Landscape {
  /** Folder of the deployment. */
  readonly root: string;
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Does something to the hosts of a landscape while no other needle does, or says who does and answers with the exit code. */
export async function alone<T>(
  landscape: Landscape,
  terminal: Terminal,
  work: (lock: Lock) => Promise<T>,
): Promise<{ readonly done: T } | { readonly code: number }> {
  const lock = taking(landscape);
  if ("diagnostics" in lock) return { code: await tell(lock, terminal) };
  try {
    return { done: await work(lock) };
  } finally {
    lock.release();
  }
}

/** The lock lies below the folder of the deployment; that may be refused. */
function taking({ root, name, env }: Landscape): Lock | Remarks {
  try {
    const lock = takeLock(join(root, `.needle/run/${name}.lock`), whoOf(env));
    return isHeld(lock) ? refusal(name, lock) : lock;
  } catch (error) {
    const { file, reason } = troubleOf(error, root);
    return { diagnostics: [diagnose("cli/unwritable", { file }, { reason })], file };
  }
}

const refusal = (landscape: string, held: Held): Remarks => ({
  diagnostics: [diagnose("cli/running", { file: "needle" }, { landscape, ...held })],
  file: "",
});

/** Who does something, for those who find the lock or the log. */
export const whoOf = ({ CI_JOB_URL }: NodeJS.ProcessEnv): string =>
  [`${userName()}@${hostname()}`, ...(CI_JOB_URL ? [CI_JOB_URL] : [])].join(" ");

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? ""}`;
  }
}
