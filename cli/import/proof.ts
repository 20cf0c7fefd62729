import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bytes } from "../../compiler/plan/chain/quantity.ts";
import { variablesOf } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { Plain, type Seen } from "../../generators/blast/hosts.ts";
import { canonical, namesOf, settle } from "../../generators/blast/settle.ts";
import { quantityOf } from "../../generators/metal-stack/learned.ts";
import type { Tree } from "../../index.ts";
import { isAnsibles, isFor } from "./extra.ts";
import { list } from "./inventory.ts";

/** A variable that a host has otherwise in what is generated from the imported spec. */
export interface Difference {
  readonly host: string;
  readonly variable: string;
  /** Left out where a secret may stand in it. */
  readonly theirs?: unknown;
  readonly ours?: unknown;
  /** unread: it is missing, and no role of the host's side would read it. */
  readonly kind: "differs" | "missing" | "unread" | "secret";
}

export interface Proof {
  /** Variables that are the same, over all hosts. */
  readonly same: number;
  readonly differences: readonly Difference[];
  /** Variables that only the generated deployment says. */
  readonly more: number;
  /** Hosts that only the repository has. */
  readonly hosts: readonly string[];
}

/** Generates into a folder of its own, has Ansible resolve it, and compares host by host. */
export async function prove(
  theirs: readonly Seen[],
  name: string,
  tree: Tree,
  env: NodeJS.ProcessEnv,
): Promise<Proof | string> {
  const folder = mkdtempSync(join(tmpdir(), "needle-proof-"));
  try {
    for (const [path, text] of tree) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text, { mode: 0o600 });
    }
    const listed = await list(folder, [`inventories/${name}`], env);
    if ("missing" in listed) return "ansible-inventory cannot be found";
    return "refusal" in listed ? listed.refusal : compared(theirs, listed.hosts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function compared(theirs: readonly Seen[], ours: readonly Seen[]): Proof {
  const found: Difference[] = [];
  let same = 0;
  let more = 0;
  for (const host of theirs) {
    const other = ours.find(({ name }) => name === host.name);
    if (!other) continue;
    const names = namesOf(host, theirs);
    const otherNames = namesOf(other, ours);
    for (const variable of Object.keys(host.variables)
      .filter((name) => !isAnsibles(name))
      .sort()) {
      const value = inBytes(settle(host.variables[variable], names, new Set([variable])));
      const otherValue = settle(other.variables[variable], otherNames, new Set([variable]));
      if (canonical(value) === canonical(otherValue)) same += 1;
      else found.push(differenceOf(host, variable, value, otherValue));
    }
    more += Object.keys(other.variables).filter(
      (name) => !isAnsibles(name) && !Object.hasOwn(host.variables, name),
    ).length;
  }
  const known = new Set(ours.map(({ name }) => name));
  return {
    same,
    more,
    differences: found,
    hosts: theirs.map(({ name }) => name).filter((name) => !known.has(name)),
  };
}

function differenceOf(host: Seen, variable: string, theirs: unknown, ours: unknown): Difference {
  const kind =
    ours === undefined ? missing(host, variable) : isSecret(variable, theirs) ? "secret" : "differs";
  return {
    host: host.name,
    variable,
    kind,
    ...(!isSecret(variable, theirs) && { theirs }),
    ...(ours !== undefined && !isSecret(variable, ours) && { ours }),
  };
}

/** The one filter that metal-stack's own deployments count bytes with. */
function inBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inBytes);
  if (value instanceof Plain || value === null) return value;
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inBytes(inner)]));
  const text = typeof value === "string" && value.includes("humanfriendly") ? quantityOf(value) : undefined;
  return text === undefined ? value : bytes(text);
}

/** What stands in group_vars/all for the sake of other variables comes to hosts whose roles never ask for it. */
const missing = ({ groups }: Seen, variable: string): "missing" | "unread" =>
  isFor(groups.some((group) => /^control[-_]plane$/.test(group)) ? "control-plane" : "partition", variable)
    ? "missing"
    : "unread";

const secretWords =
  /pass(word|wd)?|pwd|secret|token|api_?key|access_?key|private_?key|(view|edit|admin|master|encryption)_key|hmac|credential|cert|pem|_tls_/i;

/** By the catalogue, by the name, or by a name within: rather too many than one too few. */
function isSecret(variable: string, value: unknown): boolean {
  const known = variablesOf("v0.32.0").get(variable)?.marks ?? new Set();
  return (
    known.has("secret") || known.has("holds-secrets") || secretWords.test(variable) || holdsSecret(value)
  );
}

const holdsSecret = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).some(([key, inner]) => secretWords.test(key) || holdsSecret(inner));
