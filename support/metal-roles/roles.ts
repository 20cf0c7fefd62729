import { parse, parseAllDocuments } from "yaml";

/** What one role says of its variables: in its defaults, its README and its asserts. */
export interface Role {
  readonly name: string;
  readonly defaults: ReadonlyMap<string, unknown>;
  /** Names in the README's table, and whether it calls them mandatory. */
  readonly documented: ReadonlyMap<string, boolean>;
  readonly asserts: readonly string[];
}

const roleOf = (path: string): string | undefined =>
  /^((?:common|control-plane|partition)\/roles\/(?:(?<=partition\/roles\/)monitoring\/)?[^/]+)\//.exec(
    path,
  )?.[1];

export const roleFile =
  /^(common|control-plane|partition)\/roles\/.*(\.(ya?ml|j2|md|sh|tpl)|templates\/[^/]+)$/;

export function rolesOf(files: ReadonlyMap<string, string>): Role[] {
  const byRole = new Map<string, [path: string, text: string][]>();
  for (const file of files) {
    const role = roleOf(file[0]);
    if (role) byRole.set(role, [...(byRole.get(role) ?? []), file]);
  }
  return [...byRole]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => ({
      name,
      defaults: new Map(own.flatMap(([path, text]) => (isDefaults(path) ? defaultsIn(text) : []))),
      documented: new Map(own.flatMap(([path, text]) => (path === `${name}/README.md` ? rowsIn(text) : []))),
      asserts: own.flatMap(([path, text]) => (/\/tasks\/.*\.ya?ml$/.test(path) ? assertsIn(text) : [])),
    }));
}

export const isDefaults = (path: string): boolean => /\/defaults\/.*\.ya?ml$/.test(path);

/** The mapping of the release vector is no variable to set: its keys are. */
export const defaultsIn = (text: string): [string, unknown][] =>
  Object.entries((parse(text, { version: "1.1" }) as object | null) ?? {}).filter(
    ([name]) => name !== "metal_stack_release",
  );

/** Variables that the release vector provides. */
export const mappingIn = (text: string): string[] => {
  const { metal_stack_release: release } = (parse(text) ?? {}) as {
    metal_stack_release?: { mapping?: object };
  };
  return Object.keys(release?.mapping ?? {});
};

/** Rows of tables whose first column is a variable: a dot or a bracket is a key inside of one. */
const rowsIn = (text: string): [string, boolean][] =>
  [...text.matchAll(/^\|\s*`?([a-z][a-z0-9_]*_[a-z0-9_]*|asn|lo)`?\s*\|\s*(\w*)\s*\|/gm)].map(
    ([, name = "", mandatory]) => [name, mandatory === "yes"],
  );

const assertsIn = (text: string): string[] =>
  parseAllDocuments(text, { logLevel: "silent" }).flatMap((document) => thatOf(document.toJS() as unknown));

/** Conditions of asserts, however deep in blocks. */
function thatOf(tasks: unknown): string[] {
  if (Array.isArray(tasks)) return tasks.flatMap(thatOf);
  if (typeof tasks !== "object" || tasks === null) return [];
  const task = tasks as Record<string, unknown>;
  const { that = [] } = (task["ansible.builtin.assert"] ?? task["assert"] ?? {}) as {
    that?: string | string[];
  };
  const own = task["when"] === undefined ? [that].flat().map(String) : [];
  return [...own, ...thatOf(task["block"])];
}

/** Old names at which a role fails the play, and what to say instead. */
export const failingIn = (text: string): [string, string][] =>
  [...text.matchAll(/- old: (\S+)\n\s+new: (\S+)/g)].map(([, old = "", now = ""]) => [old, now]);
