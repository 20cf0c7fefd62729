import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { MetalRoles } from "../../../compiler/plan/known/metal-roles/catalogue.ts";
import { kubeconfigFile } from "../../../generators/metal-stack/kubeconfigs.ts";
import { metalStagesOf } from "../../../generators/metal-stack/stages.ts";
import { compile } from "../../../index.ts";
import { writeTree } from "../tree.ts";
import type { Step } from "./play.ts";

export interface Emitted {
  readonly root: string;
  /** Playbooks of metal-stack's roles by the stage that they deploy, in the order of their run. */
  readonly steps: readonly (Step & { readonly stage: string; readonly name: string })[];
  /** Secrets and certificates, which nobody has in a test. */
  readonly vars: Record<string, unknown>;
  remove(): void;
}

/** What the compiler emits for a spec and a version of metal-roles, in a folder of its own. */
export function emit(file: string, version: MetalRoles): Emitted {
  const spec = parse(readFileSync(file, "utf8"));
  for (const stage of [spec.needle, spec.nail])
    if (stage) stage.metalStack = { ...stage.metalStack, roles: version };
  const { tree, plan, diagnostics } = compile(JSON.stringify(spec), file);
  if (!tree || !plan) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const root = mkdtempSync(join(tmpdir(), "needle-emitted-"));
  writeTree(root, tree);
  return {
    root,
    steps: metalStagesOf(plan).map(({ name, deployment, file, target }) => ({
      name,
      stage: deployment,
      inventory: join(root, "inventories", deployment),
      playbooks: [join(root, "playbooks", deployment, `${file}.yaml`)],
      kubeconfig: target ? kubeconfigFile(target) : "none",
    })),
    vars: { ...secretsIn([...tree.values()].join("\n")), ...certificates() },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Every variable of a vault that is named somewhere, with a value that is as long as the most demanding reader wants it. */
const secretsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/\bvault_\w+/g)].map(([name], index) => [name, secretOf(name, index)]),
  );

const secretOf = (name: string, index: number): string =>
  /noise|headscale.*key/.test(name)
    ? `privkey:${String(index).padStart(64, "0")}`
    : `made-up-${index}-`.padEnd(32, "x");

/** What the role certificates hands over; it is tested by itself. */
function certificates(): Record<string, string> {
  const tasks = parse(readFileSync("roles/certificates/tasks/hand-over.yml", "utf8"));
  const handed = Object.assign(
    {},
    ...tasks.map(
      (task: object) =>
        Object.values(task).find((value) => typeof value === "object" && value && !Array.isArray(value)) ??
        {},
    ),
  );
  const names = Object.keys(handed).filter((name) => /^(metal|nsq)_/.test(name));
  return Object.fromEntries(
    names.map((name) => [name, `-----BEGIN STAND-IN-----\n${name}\n-----END STAND-IN-----\n`]),
  );
}
