import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { analyse } from "../../index.ts";
import { factor, type Lab, type LabSpec, missingPackages, recallLab } from "../../lab/index.ts";
import { converge } from "../lab/converge.ts";
import { bringUp, deploymentOf, labDirectory } from "../lab/trial.ts";
import { exit, openSpec, tell } from "../outcome.ts";
import { resumeOf } from "../run/again.ts";
import { stageToRun } from "../run/memory.ts";
import { isStage } from "../stage.ts";
import type { Terminal } from "../terminal.ts";
import type { RunOptions } from "./run.ts";

export interface LabOptions {
  readonly suite?: LabSpec["suite"] | undefined;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Makes the hosts of a spec. A lab of this spec that is up already is made anew. */
export async function up(
  spec: string,
  { root, env, suite }: LabOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await openPlan(spec, root, terminal);
  if ("code" in found) return found.code;
  return raise(found.plan, spec, { root, env, suite }, terminal);
}

/** The same for a spec that was read already. */
export async function raise(
  plan: Plan,
  spec: string,
  { root, env, suite }: LabOptions,
  terminal: Terminal,
): Promise<number> {
  const trouble = await troubleWith(plan);
  if (trouble) return refuse(trouble, terminal);

  const directory = labDirectory(root, plan.name);
  terminal.err(`lab ${plan.name}: machine factor ${await factor()}, every deadline is scaled by it\n`);
  await stoppingOnSignals(directory, () =>
    bringUp(plan, { directory, env, suite, say: (line) => terminal.err(`  ${line}\n`) }),
  );
  terminal.out(`lab ${plan.name} is up:\n`);
  terminal.out(`  needle run --lab ${spec}\n  needle lab ssh ${plan.hosts[0]?.name}\n  needle lab down\n`);
  return exit.fine;
}

/** Runs a stage against the lab; the lab's copy of the spec follows the spec. */
export async function runInLab(options: RunOptions, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const directory = labDirectory(options.root, found.plan.name);
  const stage = stageToRun(deploymentOf(directory), found.plan.name, options);
  if (!(await isStage(found.plan, stage, terminal))) return exit.misuse;
  if (!existsSync(directory))
    return refuse(`no lab of ${found.plan.name} is up: needle lab up ${options.spec}`, terminal);
  const again = resumeOf({ ...options, stage });
  return (await converge({ ...options, ...found, directory, stage, again }, terminal)).code;
}

export async function ssh(
  host: string,
  command: readonly string[],
  { root }: LabOptions,
  terminal: Terminal,
): Promise<number> {
  const lab = await onlyLab(root, host);
  if (!lab) return refuse(`no lab with a host ${host} is up`, terminal);
  const { exitCode } = await execa("ssh", ["-F", lab.sshConfig, host, ...command], {
    stdio: "inherit",
    reject: false,
  });
  return exitCode ?? exit.wrong;
}

/** Takes down one lab, or all that were brought up from this folder. */
export async function down(
  name: string | undefined,
  { root }: LabOptions,
  terminal: Terminal,
): Promise<number> {
  const names = name === undefined ? labsOf(root) : [name];
  for (const each of names) {
    const lab = await recallLab({ directory: labDirectory(root, each) });
    if (!lab)
      return refuse(`no lab is named ${each}; up are: ${labsOf(root).join(", ") || "none"}`, terminal);
    await lab.down();
    terminal.out(`lab ${each} is gone\n`);
  }
  if (names.length === 0) terminal.out("no lab is up\n");
  return exit.fine;
}

export async function openPlan(
  path: string,
  root: string,
  terminal: Terminal,
): Promise<{ text: string; plan: Plan } | { code: number }> {
  const { spec, remarks } = openSpec(path, root);
  if (!spec) return { code: await tell(remarks, terminal) };
  const { plan, diagnostics, source } = analyse(spec.text, spec.file, spec.read);
  const code = await tell({ diagnostics, source, file: spec.file }, terminal);
  return plan ? { text: spec.text, plan } : { code };
}

async function troubleWith({ network, secrets }: Plan): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return "a lab needs root: it makes network namespaces and mounts";
  const missing = await missingPackages();
  if (missing.length > 0) return `a lab needs Debian packages: apt-get install ${missing.join(" ")}`;
  if (network.gateway === undefined)
    return "a lab needs networks.management.gateway: the lab's own end of the network";
  if (secrets.some(({ provider }) => provider !== "vault"))
    return "a lab makes secrets of the provider vault only";
  return undefined;
}

async function refuse(reason: string, terminal: Terminal): Promise<number> {
  await tell({ diagnostics: [diagnose("cli/lab", { file: "needle lab" }, { reason })], file: "" }, terminal);
  return exit.wrong;
}

/** An interrupted `up` leaves nothing behind. */
async function stoppingOnSignals<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const stop = async (signal: NodeJS.Signals) => {
    await (await recallLab({ directory }))?.down();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await work();
  } catch (error) {
    await (await recallLab({ directory }))?.down();
    throw error;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

function labsOf(root: string): string[] {
  const folder = join(root, ".needle/lab");
  return existsSync(folder) ? readdirSync(folder) : [];
}

async function onlyLab(root: string, host: string): Promise<Lab | undefined> {
  for (const name of labsOf(root)) {
    const lab = await recallLab({ directory: labDirectory(root, name) });
    if (lab?.spec.hosts.some(({ name }) => name === host)) return lab;
  }
  return undefined;
}
