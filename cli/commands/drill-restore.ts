import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { play } from "../drill/perform.ts";
import { exit, tell } from "../outcome.ts";
import { alone } from "../run/alone.ts";
import { type Restored, showRestored } from "../show/restored.ts";
import { keepRecord, recordsFolder } from "../site/records.ts";
import { hostsOf, type Site } from "../site/site.ts";
import type { Terminal } from "../terminal.ts";
import type { DrillOptions } from "./drill.ts";
import { openPlan } from "./lab.ts";

const stage = "day2/restore_drill";

type Options = Omit<DrillOptions, "drill">;

/** Brings the newest backups up beside what runs. Answers 0 when they can be trusted, 1 when not or when nothing was tried. */
export async function drillRestore(options: Options, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const { plan } = found;
  const refuse = (reason: string, remedy?: string) =>
    tell(
      { diagnostics: [diagnose("cli/drill", { file: "needle drill" }, { reason, remedy })], file: "" },
      terminal,
    );

  const impossible = troubleWith(plan, options);
  if (impossible) return refuse(...impossible);
  if (options.plan) {
    terminal.out(`would run playbooks/${plan.name}/${stage}.yaml: nothing that runs is touched\n`);
    return exit.fine;
  }
  const hosts = await hostsOf(plan, options);
  if ("code" in hosts) return tell({ diagnostics: [hosts], file: options.spec }, terminal);

  const began = new Date().toISOString();
  terminal.err(`bringing the newest backups of ${plan.name} up beside what runs; this takes some minutes\n`);
  const ran = await alone({ root: hosts.root, name: plan.name, env: hosts.env }, terminal, () =>
    runIn(hosts, options),
  );
  if ("code" in ran) return ran.code;
  const { record, trouble } = ran.done;
  if (!record) return refuse(trouble ?? "the drill wrote no record");

  const where = hosts.lab ? "lab" : "site";
  const report = { landscape: plan.name, where, began, ...judged(record, trouble) } as const;
  const file = keepRecord(options.record ?? join(options.root, recordsFolder), report, report);
  terminal.err(`record: ${file}\n`);
  terminal.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : showRestored(report));
  return report.passed ? exit.fine : exit.wrong;
}

/** What there is to say of it, and how it is mended. */
function troubleWith({ name, hosts, hostBackup }: Plan, { host }: Options): [string, string?] | undefined {
  if (!hostBackup)
    return [`hosts of ${name} are not backed up`, "needle.backup.hosts in the spec says where to"];
  if (host !== undefined && !hosts.some((one) => one.name === host)) return [`${name} has no host ${host}`];
  return undefined;
}

/** A drill that found something wrong fails as a playbook, and its record says what. */
async function runIn(
  hosts: Site,
  { host, ansible }: Options,
): Promise<{ record?: Restored; trouble?: string }> {
  const folder = mkdtempSync(join(tmpdir(), "needle-drill-"));
  const file = join(folder, "record.json");
  const said = { backup_drill_record: file, ...(host !== undefined && { backup_drill_host: host }) };
  try {
    const trouble = await play(stage, hosts, ["-e", JSON.stringify(said), ...ansible]).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return { ...recordIn(file), ...(trouble !== undefined && { trouble }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One that has passed and failed behind it has left something undone. */
const judged = (record: Restored, trouble: string | undefined): Restored =>
  record.passed && trouble !== undefined ? { ...record, passed: false, troubles: [trouble] } : record;

function recordIn(file: string): { record?: Restored } {
  try {
    return { record: JSON.parse(readFileSync(file, "utf8")) as Restored };
  } catch {
    return {};
  }
}
