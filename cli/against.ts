import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { markerOf, specOf } from "../compiler/output/marker.ts";
import { compile, type Tree } from "../index.ts";
import { type Commit, commitOf } from "./git.ts";

/** A deployment as it was: at a commit, or in another folder. */
export interface Earlier {
  /** A commit's id, or a folder as it was named. */
  readonly at: string;
  readonly tree: Tree;
  /** What the tree was taken from. */
  readonly from: "generated files" | "spec";
  /** The spec's data, where it was there and could be read. */
  readonly spec?: unknown;
}

/** The same files, wherever they are kept. */
type Place = Commit;

/**
 * What a spec's deployment was. Generated files count first, where they are kept with the spec: they are what was rolled
 * out, whatever needle would make of that spec today. Answers with a reason when there is neither.
 */
export async function earlier(root: string, against: string, spec: string): Promise<Earlier | string> {
  const folder = resolve(root, against);
  const place = isFolder(folder) ? placeIn(folder, against) : await commitOf(root, against);
  if (typeof place === "string") return `${against} is neither a folder nor a commit: ${place}`;

  const text = await place.read(spec);
  const compiled = text === undefined ? undefined : compile(text, spec);
  const data = compiled?.source?.data;
  const tree = await printed(place, spec);
  const { id: at } = place;
  if (tree.size > 0) return { at, tree, from: "generated files", ...(data !== undefined && { spec: data }) };
  if (text === undefined) return `${against} has neither ${spec} nor files that were generated from it`;
  if (!compiled?.tree) return `${spec} of ${against} has errors, and no files generated from it lie beside`;
  return { at, tree: compiled.tree, from: "spec", spec: data };
}

/** Files whose first line names the spec. Without an inventory they are no deployment. */
async function printed(place: Place, spec: string): Promise<Tree> {
  const files = new Map<string, string>();
  for (const path of await place.list(["inventories", "playbooks"], markerOf(spec))) {
    if (!path.endsWith(".yaml")) continue;
    const text = await place.read(path);
    if (text !== undefined && specOf(text) === spec) files.set(path, text);
  }
  return [...files.keys()].some((path) => /^inventories\/[^/]+\/hosts\.yaml$/.test(path)) ? files : new Map();
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

const placeIn = (folder: string, id: string): Place => ({
  id,
  read: async (path) => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
  },
  list: async (folders) =>
    folders.flatMap((name) =>
      isFolder(join(folder, name))
        ? readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
            .sort()
        : [],
    ),
});
