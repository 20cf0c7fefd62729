import { existsSync, lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { specOf } from "../../compiler/output/marker.ts";
import { type Change, diffTrees, type Tree } from "../../compiler/output/tree.ts";
import { ansibleCfg } from "../../generators/ansible-cfg.ts";
import { pipelinePath } from "../../generators/gitlab/index.ts";

/** The folders in which needle may write: a deployment's own, and those of the stages that it makes. */
function foldersOf(root: string, name: string): string[] {
  const stages = ["inventories", "playbooks"].flatMap((folder) =>
    look(join(root, folder))?.isDirectory()
      ? readdirSync(join(root, folder)).flatMap((entry) =>
          entry.startsWith(`${name}-`) ? `${folder}/${entry}` : [],
        )
      : [],
  );
  return [`inventories/${name}`, `playbooks/${name}`, ...stages];
}

export interface Drift {
  readonly changes: readonly Change[];
  /** What stands where needle wants to write, and is not its own. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What must happen on disk so that a deployment is what the tree of a spec says. Whatever else is there is never touched. */
export function driftOf(root: string, name: string, tree: Tree, spec: string): Drift {
  const there = [
    ...foldersOf(root, name).flatMap((folder) => filesBelow(root, folder)),
    ...fileAt(root, pipelinePath(name)),
  ];
  const isOurs = (found: Found): boolean => isOf(root, name, spec, found);
  const ours = there.filter(isOurs).map(({ path, text }) => [path, text] as const);
  const inTheWay = new Set(
    [...tree.keys()].map((path) => blockerOf(root, path)).filter((path) => path !== undefined),
  );
  const foreign = there.filter(
    (found) => tree.has(found.path) && !inTheWay.has(found.path) && !isOurs(found),
  );
  return {
    changes: [...configuration(root), ...diffTrees(new Map(ours), tree)],
    diagnostics: [
      ...[...inTheWay].map((file) => diagnose("cli/foreign-file", { file })),
      ...foreign.map(({ path, spec: other }) =>
        other === undefined
          ? diagnose("cli/foreign-file", { file: path })
          : diagnose("cli/other-spec", { file: path }, { other }),
      ),
    ],
  };
}

interface Found {
  readonly path: string;
  readonly text: string;
  /** The spec that its marker names. */
  readonly spec?: string | undefined;
}

/**
 * Ours is what this spec has made, or in the deployment's own folders a spec that has gone: most likely this one, before
 * it was renamed.
 */
const isOf = (root: string, name: string, spec: string, found: Found): boolean =>
  found.spec !== undefined &&
  (found.spec === spec || (isOwn(name, found.path) && !existsSync(join(root, found.spec))));

const isOwn = (name: string, path: string): boolean =>
  path.split("/")[1] === name || path === pipelinePath(name);

/** A link or a file in the place of a folder, or anything but a file in the place of a file. */
function blockerOf(root: string, path: string): string | undefined {
  const steps = path.split("/");
  for (let depth = 1; depth <= steps.length; depth += 1) {
    const part = steps.slice(0, depth).join("/");
    const there = look(join(root, part));
    if (!there) return undefined;
    const fits = depth === steps.length ? there.isFile() : there.isDirectory();
    if (!fits) return part;
  }
  return undefined;
}

const configuration = (root: string): Change[] =>
  look(join(root, "ansible.cfg")) ? [] : [{ kind: "create", path: "ansible.cfg", text: ansibleCfg }];

function filesBelow(root: string, folder: string): Found[] {
  if (!look(join(root, folder))?.isDirectory()) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : fileAt(root, path);
  });
}

/** One file, if it is there. What is no file has no text. */
function fileAt(root: string, path: string): Found[] {
  const there = look(join(root, path));
  if (!there) return [];
  if (!there.isFile()) return [{ path, text: "" }];
  const text = readFileSync(join(root, path), "utf8");
  return [{ path, text, spec: specOf(text) }];
}

/** What stands there, links not followed; nothing, also where a folder on the way is a file. */
function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}
