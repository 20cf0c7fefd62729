import { error, warning } from "./word.ts";

/** What the disk, the shell or the surroundings cause. */
export const cli = {
  "cli/no-spec": (p: { reason: string }) => error(`cannot read the spec: ${p.reason}`),
  "cli/other-spec": (p: { other: string }) =>
    error(`belongs to ${p.other}`, "give one of the two specs another name, or delete the file"),
  "cli/outside": (p: { root: string }) =>
    error(
      `lies outside of the folder to write in, ${p.root}`,
      "go to the spec's repository, or say --root FOLDER",
    ),
  "cli/broken-journal": () =>
    error(
      "is damaged, so what it began cannot be finished",
      "compare `git status` with what you expect, then delete it",
    ),
  "cli/foreign-file": () =>
    error(
      "is in the way: needle did not write it",
      "move it, or delete it if nobody needs it; needle never overwrites it",
    ),
  "cli/variable-twice": (p: { names: string; file: string }) =>
    warning(
      `${p.names}: said otherwise in ${p.file}, and Ansible reads both files`,
      "the one whose name comes later wins; say it in the spec, under extraVars where it has no word for it",
    ),
  "cli/variable-here-too": (p: { names: string; file: string; inventory?: string }) =>
    warning(
      `${p.names}: said otherwise in ${p.file}`,
      p.inventory &&
        `Ansible sees that of the inventory it is given, and of both the later one; needle gives ${p.inventory}`,
    ),
  "cli/group-spelling": (p: { group: string; ours: string; file: string }) =>
    warning(
      `group ${p.group} is ${p.ours} in ${p.file}: to Ansible these are two groups`,
      `variables of ${p.group} do not reach needle's hosts; a play for both says hosts: ${p.group}:${p.ours}`,
    ),
  "cli/stale": (p: { changes: number }) =>
    error(`${p.changes} generated file(s) differ from the spec`, "run `needle generate` first"),
  "cli/locked": (p: { pid: string }) =>
    error(`another needle (process ${p.pid}) is writing here`, "wait until it is done"),
  "cli/running": (p: {
    landscape: string;
    who: string;
    machine: string;
    since: string;
    pid: string;
    orphan: boolean;
  }) =>
    error(
      p.orphan
        ? `a run of ${p.landscape} that ${p.who} began at ${p.since} goes on without its needle (ansible-playbook is process ${p.pid} on ${p.machine})`
        : `${p.who} is running ${p.landscape} since ${p.since} (process ${p.pid} on ${p.machine})`,
      `wait until it is done; only if it is not there any more, delete .needle/run/${p.landscape}.lock`,
    ),
  "cli/nothing-to-resume": (p: { reason: string }) => warning(`everything is run: ${p.reason}`),
  "cli/task-failed": (p: { task: string; hosts: string; unreachable: boolean }) =>
    error(p.unreachable ? `${p.hosts} cannot be reached: ${p.task}` : `failed on ${p.hosts}: ${p.task}`),
  "cli/no-report": (p: { reason: string }) => warning(`the report of the run cannot be written: ${p.reason}`),
  "cli/unreadable": (p: { reason: string }) => error(`cannot be read: ${p.reason}`),
  "cli/unwritable": (p: { reason: string }) => error(`cannot be written: ${p.reason}`, "nothing was changed"),
  "cli/half-written": (p: { reason: string }) =>
    error(
      `the last step was cut off: ${p.reason}`,
      "run `needle generate` again: it finishes what was begun",
    ),
  "cli/which-spec": (p: { found: string }) =>
    error(`which spec? There is ${p.found || "none"} in specs/`, "name it, or set NEEDLE_SPEC"),
  "cli/no-such-stage": (p: { stage: string; known: string }) =>
    error(`no stage is named "${p.stage}"`, `one of: ${p.known}`),
  "cli/no-such-scenario": (p: { scenario: string; near?: string | undefined; known: string }) =>
    error(
      `no scenario is named "${p.scenario}"`,
      p.near ? `did you mean "${p.near}"?` : `one of: ${p.known}`,
    ),
  "cli/no-such-host": (p: { host: string; known: string }) =>
    error(`no host is named "${p.host}"`, `one of: ${p.known}`),
  "cli/no-program": (p: { program: string; remedy: string }) =>
    error(`${p.program} cannot be found`, p.remedy),
  "cli/lab": (p: { reason: string }) => error(p.reason),
  "cli/one-host": () =>
    error(
      "this is for topologies pair and quorum, and the spec has topology single",
      "one host has nothing that could move: ssh tells all there is",
    ),
  "cli/no-inventory": (p: { spec: string }) =>
    error("there is no inventory to reach the hosts by", `run \`needle generate ${p.spec}\` first`),
  "cli/against": (p: { reason: string; remedy?: string | undefined }) => error(p.reason, p.remedy),
  "cli/import": (p: { reason: string; remedy?: string | undefined }) => error(p.reason, p.remedy),
  "cli/no-reason": () =>
    error(
      "--allow-blast wants the reason, in a few words",
      'like --allow-blast "window agreed with the site"',
    ),
  "cli/blast-allowed": (p: { code: string; message: string; reason: string }) =>
    warning(`${p.message}: ${p.code} is allowed: ${p.reason}`),
  "cli/day2": (p: { reason: string; remedy?: string | undefined }) => error(p.reason, p.remedy),
  "cli/drill": (p: { reason: string; remedy?: string | undefined }) => error(p.reason, p.remedy),
};
