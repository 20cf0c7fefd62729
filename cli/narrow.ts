import type { Source } from "../compiler/source/source.ts";
import { metalStagesOf } from "../generators/metal-stack/stages.ts";
import { stagesOf } from "../generators/stages.ts";
import type { Plan, Tree } from "../index.ts";
import { type BlastOptions, type Change, changeOf, isRefused } from "./blast.ts";
import { exit, tell } from "./outcome.ts";
import type { Scope } from "./run/memory.ts";
import type { Terminal } from "./terminal.ts";

/** What of a run is left when it does no more than a change asks for. */
export interface Narrowed {
  readonly hosts: readonly string[];
  /** Tags of the plays concerned; left out: all plays. */
  readonly roles?: readonly string[];
  /** What the whole run would have besides. */
  readonly without: readonly string[];
}

interface Deployed {
  readonly plan: Plan;
  readonly tree: Tree;
  readonly source: Source | undefined;
}

/**
 * Ansible's arguments for a run that does no more than the change asks for; or, when it is refused or there is nothing to
 * do, the exit code.
 */
export async function narrow(
  { plan, tree, source }: Deployed,
  options: BlastOptions & { readonly stage: string },
  terminal: Terminal,
): Promise<{ readonly ansible: readonly string[]; readonly scope: Scope } | { readonly code: number }> {
  if (!source) throw new Error("a deployment without its spec");
  const change = await changeOf({ source, tree }, options);
  await tell({ diagnostics: change.diagnostics, source, file: source.file }, terminal);
  if (!("blast" in change) || isRefused(change)) return { code: exit.wrong };

  const narrowed = narrowedTo(plan, options.stage, change.blast);
  if (narrowed === undefined) {
    terminal.err(`nothing of ${options.stage} differs from ${options.against}: nothing is run\n`);
    return { code: exit.fine };
  }
  const { hosts, roles, without } = narrowed;
  for (const { text } of change.blast.costs) terminal.err(`  costs: ${text}\n`);
  terminal.err(
    `  only what differs from ${options.against}${without.length > 0 ? `; left out: ${without.join(", ")}` : ""}\n`,
  );
  return {
    ansible: ["--limit", hosts.join(","), ...(roles ? ["--tags", roles.join(",")] : [])],
    scope: { against: change.at, ...(change.allowed && { allowed: change.allowed }) },
  };
}

/** Nothing where a stage is not concerned at all. */
export function narrowedTo(plan: Plan, stage: string, blast: Change["blast"]): Narrowed | undefined {
  const metal = metalStagesOf(plan).find(({ name }) => name === stage);
  return metal ? ofMetal(metal, blast) : ofHosts(plan, stage, blast);
}

const changed = ({ hosts }: Change["blast"], name: string) =>
  hosts.filter(({ deployment, change }) => deployment === name && change !== "leaves");

/** Roles of metal-stack's read each other's facts: all of the playbook, on the hosts that differ. */
function ofMetal(
  { deployment, file }: { readonly deployment: string; readonly file: string },
  blast: Change["blast"],
): Narrowed | undefined {
  if (!blast.playbooks.includes(`${deployment}/${file}`)) return undefined;
  const hosts = changed(blast, deployment).map(({ name }) => name);
  return { hosts: [...new Set(["localhost", ...hosts])], without: [] };
}

/** The members of a control plane are compared with each other while they are configured, and so is the witness: they stay together. */
function ofHosts(plan: Plan, stage: string, blast: Change["blast"]): Narrowed | undefined {
  const stages = stagesOf(plan).filter(({ name, day2 }) => (stage === "site" ? !day2 : name === stage));
  const known = new Set(stages.flatMap(({ plays }) => plays.map(({ role }) => role.name)));
  const ours = new Set(plan.hosts.map(({ name }) => name));
  const touched = changed(blast, plan.name).filter(
    ({ name, roles }) => ours.has(name) && roles.some(({ role }) => known.has(role)),
  );
  const roles = [...known].filter((role) =>
    touched.some((host) => host.roles.some((one) => one.role === role)),
  );
  if (roles.length === 0) return undefined;

  const names = new Set(touched.map(({ name }) => name));
  const together = membersOf(plan);
  if (together.some((name) => names.has(name))) for (const name of together) names.add(name);
  const hosts = plan.hosts.map(({ name }) => name);
  return {
    hosts: hosts.filter((name) => names.has(name)),
    roles,
    without: [
      ...hosts.filter((name) => !names.has(name)).map((name) => `host ${name}`),
      ...[...known].filter((role) => !roles.includes(role)).map((role) => `role ${role}`),
    ],
  };
}

const membersOf = ({ pair, quorum }: Plan): string[] => [
  ...(pair?.members ?? []).map(({ host }) => host.name),
  ...(pair?.witness ? [pair.witness.name] : []),
  ...(quorum?.members ?? []).map(({ name }) => name),
];
