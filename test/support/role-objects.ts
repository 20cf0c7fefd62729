import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { parseAllDocuments } from "yaml";
import { ansible, programsOf, versions } from "./ansible.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** Words of a role by which its objects can be written without a cluster; `more` are objects that templates make. */
export type Words = Readonly<Record<string, { readonly vars: object; readonly more?: readonly unknown[] }>>;

/** All objects of Kubernetes that roles' tasks and variables have, as a real Ansible fills them in. */
export async function objectsOf(root: string, words: Words): Promise<Record<string, KubernetesObject[]>> {
  const roles = Object.entries(words);
  const tasks = roles.map(([role, { vars, more = [] }]) => {
    stage(root, role, [...writtenIn(role), ...more]);
    return { name: `Write ${role}`, "ansible.builtin.include_role": { name: role }, vars };
  });
  const play = { name: "Write", hosts: "localhost", connection: "local", gather_facts: false, tasks };
  writeFileSync(join(root, "play.yaml"), JSON.stringify([play]));
  const { code, output } = await ansible(await programsOf(versions.newest), "ansible-playbook", [
    "-i",
    "localhost,",
    "-e",
    "ansible_python_interpreter={{ ansible_playbook_python }}",
    join(root, "play.yaml"),
  ]);
  if (code !== 0) throw new Error(output);
  return Object.fromEntries(
    roles.map(([role]) => [role, JSON.parse(readFileSync(join(root, `${role}.json`), "utf8"))]),
  );
}

/** Names of roles that have any. */
export const rolesWithObjects = (): string[] =>
  [...new Set(filesOf("*").map((path) => path.split("/")[1] ?? ""))]
    .filter((role) => writtenIn(role).length > 0)
    .sort();

const filesOf = (role: string): string[] => globSync(`roles/${role}/{tasks,vars,handlers}/*.yml`).sort();

const writtenIn = (role: string): unknown[] =>
  filesOf(role).flatMap((path) =>
    parseAllDocuments(readFileSync(path, "utf8")).flatMap((document) => within(document.toJS())),
  );

/** In the middle of tasks and variables: as a whole, or as the three words that a module takes. */
function within(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const { apiVersion, kind } = value as Record<string, unknown>;
  if (apiVersion !== undefined && kind !== undefined) return [value];
  return Object.entries(value).flatMap(([key, below]) => {
    const short = below as { api_version?: string; kind?: string; name?: string } | null;
    return key === "kubernetes.core.k8s" && short?.api_version !== undefined
      ? [{ apiVersion: short.api_version, kind: short.kind, metadata: { name: short.name } }]
      : within(below);
  });
}

/** The role with its variables and templates, and one task in the place of its own. */
function stage(root: string, role: string, objects: readonly unknown[]): void {
  const folder = join(root, "roles", role);
  mkdirSync(join(folder, "tasks"), { recursive: true });
  for (const part of ["defaults", "vars", "templates"])
    symlinkSync(resolve("roles", role, part), join(folder, part));
  const copy = { content: "{{ objects | to_json }}", dest: join(root, `${role}.json`), mode: "0600" };
  const task = { name: "Write", "ansible.builtin.copy": copy, vars: { objects } };
  writeFileSync(join(folder, "tasks/main.yml"), JSON.stringify([task]));
}
