import { readdirSync, readFileSync } from "node:fs";
import { readYaml } from "../../../compiler/output/yaml.ts";
import { stageRoles } from "../../../generators/roles/index.ts";
import { compile, type Plan, type Tree } from "../../../index.ts";

type Variables = Readonly<Record<string, unknown>>;

/** A golden case whose spec makes metal-stack. */
export interface Case {
  readonly name: string;
  readonly plan: Plan;
  readonly tree: Tree;
}

/** Every golden case with a chain that compiles. */
export const chainCases = (): Case[] =>
  readdirSync("test/golden").flatMap((name) => {
    const file = `test/golden/${name}/needle.yaml`;
    const { plan, tree } = compile(readFileSync(file, "utf8"), file);
    return plan?.chain && tree ? [{ name, plan, tree }] : [];
  });

const ofOwnRoles = new RegExp(`/(needle[^/]*/.*|(${stageRoles.map(({ name }) => name).join("|")})\\.yaml)$`);

/** Files of variables that metal-roles read, by path: a host's own as if it were a file. */
export function variableFiles(tree: Tree, deployment: string): [path: string, variables: Variables][] {
  const folder = `inventories/${deployment}/`;
  const files = [...tree].filter(
    ([path]) => path.startsWith(`${folder}group_vars/`) && !ofOwnRoles.test(path),
  );
  return [
    ...files.map(([path, text]) => [path, readYaml(text) as Variables] as [string, Variables]),
    ...hostsIn(tree.get(`${folder}partition.yaml`)).map(
      ([host, variables]) => [`${folder}partition.yaml: ${host}`, variables] as [string, Variables],
    ),
  ];
}

interface Inventory {
  readonly partition: { readonly children: Record<string, { readonly hosts: Record<string, Variables> }> };
}

const hostsIn = (text: string | undefined): [string, Variables][] =>
  text === undefined
    ? []
    : Object.values((readYaml(text) as Inventory).partition.children).flatMap(({ hosts }) =>
        Object.entries(hosts).map(([host, variables]): [string, Variables] => [
          host,
          Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith("ansible_"))),
        ]),
      );

interface Play {
  readonly roles?: readonly { readonly role: string; readonly when?: string }[];
}

/** Roles of a deployment's playbooks. */
export const rolesOf = (tree: Tree, deployment: string) =>
  [...tree]
    .filter(([path]) => new RegExp(`^playbooks/${deployment}/[^/]+\\.yaml$`).test(path))
    .flatMap(([, text]) => (readYaml(text) as readonly Play[]).flatMap(({ roles = [] }) => roles));

/** A value with references to other variables in it put in their place, as far as they are nothing but that. */
export function resolved(value: unknown, variables: Variables): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, variables));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, variables)]));
  const [, name = "", path = ""] = /^\{\{ (\w+)((?:\[\d+\]|\.\w+)*) \}\}$/.exec(String(value)) ?? [];
  if (!Object.hasOwn(variables, name)) return value;
  const steps = path.match(/\w+/g) ?? [];
  return resolved(
    steps.reduce<unknown>((inner, step) => (inner as Variables)[step], variables[name]),
    variables,
  );
}
