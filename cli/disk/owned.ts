import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { isOurs } from "../../compiler/output/marker.ts";
import { type Change, diffTrees, type Tree } from "../../compiler/output/tree.ts";
import { ansibleCfg } from "../../generators/ansible-cfg.ts";

/** The folders of a deployment in which needle may write. */
const foldersOf = (name: string): string[] => [`inventories/${name}`, `playbooks/${name}`];

export interface Drift {
  readonly changes: readonly Change[];
  /** Files of others that stand where needle wants to write. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What must happen on disk so that a deployment is what the tree says. Files without the marker are never part of it. */
export function driftOf(root: string, name: string, tree: Tree): Drift {
  const there = foldersOf(name).flatMap((folder) => filesBelow(root, folder));
  const ours = there.filter(({ ours }) => ours).map(({ path, text }) => [path, text] as const);
  const foreign = there.filter(({ path, ours }) => !ours && tree.has(path));
  return {
    changes: [...configuration(root), ...diffTrees(new Map(ours), tree)],
    diagnostics: foreign.map(({ path }) => diagnose("cli/foreign-file", { file: path })),
  };
}

const configuration = (root: string): Change[] =>
  existsSync(join(root, "ansible.cfg")) ? [] : [{ kind: "create", path: "ansible.cfg", text: ansibleCfg }];

interface Found {
  readonly path: string;
  readonly text: string;
  readonly ours: boolean;
}

function filesBelow(root: string, folder: string): Found[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path);
    if (!entry.isFile()) return [{ path, text: "", ours: false }];
    const text = readFileSync(join(root, path), "utf8");
    return [{ path, text, ours: isOurs(text) }];
  });
}
