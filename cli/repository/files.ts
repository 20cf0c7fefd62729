import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { specOf } from "../../compiler/output/marker.ts";

/** A file of a repository that Ansible may read variables or hosts from, and that needle did not write. */
export interface Theirs {
  readonly path: string;
  readonly text: string;
  /** What its variables are for; left out: it is an inventory itself. */
  readonly of?: { readonly kind: "group" | "host"; readonly name: string };
}

/** Folders at the top of a repository that Ansible looks into. */
const places = ["inventories", "inventory", "group_vars", "host_vars", "playbooks"];
const inventories = /^(hosts|inventory)(\.(ya?ml|ini))?$/;

/** Theirs, sorted by path. What is encrypted tells nothing, and is left out. */
export function theirsIn(root: string): Theirs[] {
  const above = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && inventories.test(entry.name))
    .map(({ name }) => name);
  const below = places
    .filter((place) => isFolder(join(root, place)))
    .flatMap((place) => pathsBelow(root, place));
  return [...above, ...below]
    .sort()
    .filter((path) => /\.(ya?ml|ini|json)$|\/[^./]+$|^[^./]+$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      if (specOf(text) !== undefined || text.startsWith("$ANSIBLE_VAULT") || text.includes("\0")) return [];
      const of = ownerOf(path);
      // Playbooks are in the same folders; only variables beside them count.
      if (of === undefined && /^playbooks\//.test(path)) return [];
      return [{ path, text, ...(of && { of }) }];
    });
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function pathsBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name.startsWith(".") ? [] : pathsBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

function ownerOf(path: string): Theirs["of"] | undefined {
  const [, folder, name] =
    /(?:^|\/)(group|host)_vars\/([^/]+?)(?:\.(?:ya?ml|json))?(?:\/|$)/.exec(path) ?? [];
  return folder && name ? { kind: folder as "group" | "host", name } : undefined;
}
