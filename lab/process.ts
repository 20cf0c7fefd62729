import { readFile } from "node:fs/promises";
import { execa } from "execa";

/** The start time tells a process from a later one that was given the same number. */
export interface Mark {
  readonly pid: number;
  readonly started: string;
}

/** A mark with what its process is: the first 15 letters of the name of its program. */
export interface Named extends Mark {
  readonly command: string;
}

/** Undefined when there is no such process any more. */
async function mark(pid: number): Promise<Named | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The second field is the command in parentheses and may itself hold spaces and parentheses.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  const started = fields[18];
  const command = stat?.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")")) ?? "";
  return started && state !== "Z" ? { pid, started, command } : undefined;
}

export async function isAlive({ pid, started }: Mark): Promise<boolean> {
  return (await mark(pid))?.started === started;
}

export async function marks(pids: Iterable<number>): Promise<Named[]> {
  const found = await Promise.all([...pids].map(mark));
  return found.filter((one) => one !== undefined);
}

/** Only to the very process that was marked. */
export async function signal(target: Mark, name: NodeJS.Signals): Promise<void> {
  if (!(await isAlive(target))) return;
  try {
    process.kill(target.pid, name);
  } catch {
    // Gone between the look and the shot.
  }
}

export interface Launch {
  readonly argv: readonly string[];
  readonly log: string;
  /** Control group directories the process is put in before it becomes `argv`. */
  readonly groups: readonly string[];
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Redirects and joins the groups itself, so that nothing of it hangs on the process that launched it. */
const ENTER = `
log=$1; shift
exec >>"$log" 2>&1 </dev/null
while [ "$1" != -- ]; do echo 0 >"$1/cgroup.procs" || exit; shift; done
shift
exec "$@"`;

/** Starts a process in a session of its own: it outlives its maker and never sees the maker's ctrl-C. */
export async function launch({ argv, log, groups, directory, environment }: Launch): Promise<Mark> {
  const child = execa("sh", ["-c", ENTER, "sh", log, ...groups, "--", ...argv], {
    detached: true,
    cleanup: false,
    stdio: "ignore",
    reject: false,
    cwd: directory,
    env: { ...environment },
  });
  child.unref();
  const started = child.pid === undefined ? undefined : await mark(child.pid);
  if (!started) throw new Error(`could not start ${argv[0]}; see ${log}`);
  return started;
}
