import type { Tree } from "../../compiler/output/tree.ts";
import { readYaml } from "../../compiler/output/yaml.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** A host of a printed deployment, with its variables put together as Ansible does it, and not evaluated. */
export interface Seen {
  readonly deployment: string;
  readonly name: string;
  /** From the outermost inwards. */
  readonly groups: readonly string[];
  readonly variables: Variables;
}

/** A string that Ansible does not evaluate, whatever stands in it. */
export class Plain {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

interface Written {
  readonly vars?: Variables | null;
  readonly hosts?: Readonly<Record<string, Variables | null>> | null;
  readonly children?: Readonly<Record<string, Written | null>> | null;
}

interface Group {
  readonly name: string;
  depth: number;
  readonly parents: Set<string>;
  readonly hosts: Set<string>;
  vars: Variables;
}

/** All hosts of all deployments in a tree, sorted by deployment and name. */
export function hostsIn(tree: Tree): Seen[] {
  const deployments = new Set(
    [...tree.keys()].flatMap((path) => /^inventories\/([^/]+)\//.exec(path)?.[1] ?? []),
  );
  return [...deployments].sort().flatMap((deployment) => hostsOf(tree, deployment));
}

function hostsOf(tree: Tree, deployment: string): Seen[] {
  const groups = new Map<string, Group>();
  const own = new Map<string, Variables>();
  for (const [path, text] of tree)
    if (new RegExp(`^inventories/${deployment}/[^/]+\\.yaml$`).test(path))
      for (const [name, written] of Object.entries(read(text) as Record<string, Written | null>))
        gather(name, written ?? {}, [], { groups, own });

  const known = new Map<string, Variables>();
  const files = (group: string): Variables => {
    const variables = known.get(group) ?? filesOf(tree, `inventories/${deployment}/group_vars/${group}/`);
    known.set(group, variables);
    return variables;
  };

  return [...own.keys()].sort().map((name) => {
    const inside = groupsOf(name, groups);
    const variables = Object.assign(
      {},
      ...inside.map(({ vars }) => vars),
      files("all"),
      ...inside.filter(({ name }) => name !== "all").map(({ name }) => files(name)),
      own.get(name),
    ) as Variables;
    return { deployment, name, groups: inside.map(({ name }) => name), variables };
  });
}

const filesOf = (tree: Tree, folder: string): Variables =>
  Object.assign(
    {},
    ...[...tree]
      .filter(([path]) => path.startsWith(folder))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => read(text)),
  );

interface Gathered {
  readonly groups: Map<string, Group>;
  readonly own: Map<string, Variables>;
}

function gather(name: string, written: Written, above: readonly string[], found: Gathered): void {
  const group = found.groups.get(name) ?? {
    name,
    depth: 0,
    parents: new Set<string>(),
    hosts: new Set<string>(),
    vars: {},
  };
  found.groups.set(name, group);
  group.depth = Math.max(group.depth, above.length);
  group.vars = { ...group.vars, ...written.vars };
  for (const parent of above) group.parents.add(parent);
  for (const [host, variables] of Object.entries(written.hosts ?? {})) {
    group.hosts.add(host);
    found.own.set(host, { ...found.own.get(host), ...variables });
  }
  for (const [child, inner] of Object.entries(written.children ?? {}))
    gather(child, inner ?? {}, [...above, name], found);
}

/** Those it is in, and those above them: the inner one has the last word, of equals the later letter. */
function groupsOf(host: string, groups: ReadonlyMap<string, Group>): Group[] {
  const direct = [...groups.values()].filter(({ hosts }) => hosts.has(host));
  const names = new Set(direct.flatMap(({ name, parents }) => [name, ...parents]));
  return [...groups.values()]
    .filter(({ name }) => names.has(name))
    .sort((a, b) => a.depth - b.depth || (a.name < b.name ? -1 : 1));
}

const read = (text: string): unknown => readYaml(text, (value) => new Plain(value)) ?? {};
