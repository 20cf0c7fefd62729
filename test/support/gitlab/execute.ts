import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Job, Pipeline, Variables } from "./pipeline.ts";
import { ruleOf } from "./rules.ts";

export interface Execution {
  /** A repository with a commit: each job gets a clone of its own. */
  readonly repository: string;
  /** GitLab's own variables, and those of the project. */
  readonly variables: Variables;
  /** Variables of type File, by their contents. */
  readonly files?: Variables;
  /** What the runner adds for its host. */
  readonly runner?: Variables;
  /** Folders with programs that the runner's host has, before those of this machine. */
  readonly path?: readonly string[];
}

export interface Done {
  readonly name: string;
  readonly code: number;
  readonly output: string;
  /** What was kept, by its path in the clone. */
  readonly artifacts: ReadonlySet<string>;
  /** Where it was kept. */
  readonly folder: string;
}

/**
 * Runs jobs as a runner with the shell executor does: a clone, the variables, the scripts in bash until one line fails, then
 * the last script whatever came before, then the artifacts. One after the other, each when what it needs went well.
 */
export async function execute(pipeline: Pipeline, names: readonly string[], how: Execution): Promise<Done[]> {
  const done = new Map<string, Done>();
  for (const name of inOrder(pipeline, names)) {
    const job = pipeline.jobs.get(name);
    if (!job) throw new Error(`the pipeline has no job ${name}`);
    const rule = ruleOf(job, { ...how.variables, ...how.files });
    if (!rule) throw new Error(`${name} is no part of this pipeline`);
    const lacking = (job.needs ?? []).filter((need) => names.includes(need) && done.get(need)?.code !== 0);
    if (lacking.length > 0) continue;
    done.set(name, await executeJob(name, job, { ...job.variables, ...rule.variables }, how));
  }
  return [...done.values()];
}

function inOrder({ jobs, stages }: Pipeline, names: readonly string[]): string[] {
  const depth = (name: string): number =>
    Math.max(0, ...(jobs.get(name)?.needs ?? []).map((need) => depth(need) + 1));
  const rank = (name: string): number => stages.indexOf(jobs.get(name)?.stage ?? "") * 100 + depth(name);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

async function executeJob(name: string, job: Job, own: Variables, how: Execution): Promise<Done> {
  const root = mkdtempSync(join(tmpdir(), "needle-job-"));
  const [clone, folder] = [join(root, "builds"), join(root, "artifacts")];
  await execa("git", ["clone", "--quiet", how.repository, clone]);
  const env = environmentOf(root, own, how);
  const run = (lines: readonly string[]) =>
    execa("bash", ["-eo", "pipefail", "-c", lines.join("\n")], {
      cwd: clone,
      env,
      extendEnv: false,
      all: true,
      reject: false,
      timeout: 1_800_000,
    });
  const { exitCode, all } = await run([...(job.before_script ?? []), ...job.script]);
  const after = await run(job.after_script ?? []);
  const artifacts = keepArtifacts(job, clone, folder);
  // What is in the clone, the variables and the home has keys in it; only the artifacts are looked at later.
  for (const name of readdirSync(root))
    if (join(root, name) !== folder) rmSync(join(root, name), { recursive: true, force: true });
  if (artifacts.size === 0) rmSync(root, { recursive: true });
  return { name, code: exitCode ?? 1, output: `${all}\n${after.all}`, artifacts, folder };
}

/** A later variable may speak of an earlier one, like rules of one's predecessor. */
function environmentOf(root: string, own: Variables, how: Execution): Record<string, string> {
  const files = Object.entries(how.files ?? {}).map(([name, content]) => {
    const file = join(root, name);
    writeFileSync(file, content, { mode: 0o644 });
    return [name, file] as const;
  });
  const home = join(root, "home");
  mkdirSync(home);
  const known: Variables = { ...how.variables, ...Object.fromEntries(files), ...how.runner };
  const expanded = Object.entries(own).map(([name, value]) => [
    name,
    value.replace(/\$([A-Z_]+)/g, (_all, other: string) => known[other] ?? ""),
  ]);
  return {
    HOME: home,
    LANG: "C.UTF-8",
    CI: "true",
    PATH: [...(how.path ?? []), process.env["PATH"]].join(":"),
    // What the project says wins over what the job says.
    ...Object.fromEntries(expanded),
    ...known,
  };
}

function keepArtifacts({ artifacts }: Job, clone: string, folder: string): Set<string> {
  const paths = [...(artifacts?.paths ?? []), ...Object.values(artifacts?.reports ?? {}).flat()];
  const there = paths.filter((path) => existsSync(join(clone, path)));
  for (const path of there) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(clone, path), join(folder, path), { recursive: true });
  }
  return new Set(there);
}
