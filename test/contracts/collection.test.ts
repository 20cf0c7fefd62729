import { lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };

const yaml = (file: string) => parse(readFileSync(file, "utf8"));

test("the collection has the version of the npm package", () => {
  expect(yaml("galaxy.yml").version).toBe(manifest.version);
});

test("it wants the collections that requirements.yml wants", () => {
  const { collections } = yaml("requirements.yml") as { collections: { name: string; version: string }[] };
  expect(yaml("galaxy.yml").dependencies).toEqual(
    Object.fromEntries(collections.map(({ name, version }) => [name, version])),
  );
});

/** Ansible looks into a role's own folder only for roles that come by roles_path; in a collection it looks into plugins/. */
const own = { library: "modules", module_utils: "module_utils" } as const;

test.each(Object.entries(own))("what lies in a role's %s is linked from plugins/%s", (folder, plugins) => {
  const files = globSync(`roles/*/${folder}/*.py`).sort();
  const links = readdirSync(`plugins/${plugins}`).map((name) => `plugins/${plugins}/${name}`);
  expect(files.length).toBeGreaterThan(0);
  expect(links.filter((link) => !lstatSync(link).isSymbolicLink())).toEqual([]);
  expect(links.map((link) => realpathSync(link)).sort()).toEqual(files.map((file) => realpathSync(file)));
  expect(links.map((link) => basename(link)).sort()).toEqual(files.map((file) => basename(file)).sort());
});

test("no role has plugins of a kind that a collection's roles would not find", () => {
  const kinds = readdirSync("roles").flatMap((role) => readdirSync(`roles/${role}`));
  const known = ["README.md", "defaults", "files", "handlers", "meta", "tasks", "templates", "vars"];
  expect([...new Set(kinds)].filter((kind) => !known.includes(kind) && !(kind in own))).toEqual([]);
});

test("roles call only roles that come with them", () => {
  const tasks = globSync("roles/*/{tasks,handlers}/*.yml").flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/(?:include|import)_role:\n\s+name: (.+)/g),
  ]);
  const dependencies = globSync("roles/*/meta/main.yml").flatMap((file) => yaml(file).dependencies);
  expect(tasks.length).toBeGreaterThan(0);
  expect(tasks.map(([, name = ""]) => name).filter((name) => !readdirSync("roles").includes(name))).toEqual(
    [],
  );
  expect(dependencies).toEqual([]);
});
