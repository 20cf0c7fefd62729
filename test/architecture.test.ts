import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";

/** The house plan: what each room may use besides itself. Nothing is ever imported from a room further down. */
const rooms: Record<string, readonly string[]> = {
  schemas: ["zod"],
  "compiler/diagnostics": ["fastest-levenshtein"],
  "compiler/source": ["compiler/diagnostics", "yaml", "sarif", "uuid"],
  "compiler/spec": ["schemas", "compiler/diagnostics", "zod"],
  "compiler/plan": ["schemas", "compiler/diagnostics", "ipaddr.js", "uuid"],
  "compiler/scenarios": ["compiler/plan"],
  "compiler/output": ["yaml", "js-yaml", "zod", "ajv"],
  compiler: [
    "zod",
    "schemas",
    "compiler/diagnostics",
    "compiler/source",
    "compiler/spec",
    "compiler/plan",
    "compiler/output",
  ],
  generators: [
    "compiler",
    "docs",
    "compiler/plan",
    "compiler/scenarios",
    "compiler/output",
    "zod",
    "handlebars",
  ],
  index: [
    "schemas",
    "compiler",
    "docs",
    "compiler/diagnostics",
    "compiler/output",
    "compiler/plan",
    "compiler/source",
    "generators",
  ],
  lab: ["execa", "yaml", "node:*"],
  cli: [
    "schemas",
    "compiler",
    "docs",
    "compiler/diagnostics",
    "compiler/output",
    "compiler/plan",
    "compiler/scenarios",
    "compiler/source",
    "generators",
    "index",
    "lab",
    "commander",
    "diff",
    "execa",
    "node:*",
  ],
  bench: [
    "cli",
    "index",
    "compiler/output",
    "generators",
    "compiler",
    "docs",
    "execa",
    "node:*",
    "schemas",
    "compiler/plan",
  ],
};

const roomOf = (path: string): string =>
  path === "index.ts"
    ? "index"
    : (Object.keys(rooms)
        .sort((a, b) => b.length - a.length)
        .find((room) => path.startsWith(`${room}/`)) ?? "nowhere");

const packageOf = (name: string): string =>
  name.startsWith("node:") ? "node:*" : (name.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? name);

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /^\s*(?:import|export)\b[^;]*? from "([^"]+)";|\bimport\("([^"]+)"\)/gms,
    ),
  ].map(([, from = "", later]) => {
    const target = later ?? from;
    return target.startsWith(".") ? roomOf(join(dirname(file), target)) : packageOf(target);
  });

const files = globSync(["{schemas,compiler,generators,lab,cli,bench}/**/*.ts", "index.ts"]);

test.each(files)("%s imports only from rooms above it", (file) => {
  const room = roomOf(file);
  expect([room, ...(rooms[room] ?? [])]).toEqual(expect.arrayContaining(importsOf(file)));
});

/** A table is as long as what it lists. */
const tables = /^compiler\/plan\/known\/metal-roles\/v[\d.]+\.ts$/;

test.each(files.filter((file) => !tables.test(file)))("%s is short enough to be read in one go", (file) => {
  expect(readFileSync(file, "utf8").split("\n").length).toBeLessThanOrEqual(200);
});

test("the root listing is the architecture", () => {
  const folders = readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const known = [
    "bench",
    "cli",
    "compiler",
    "docs",
    "generators",
    "inventories",
    "lab",
    "meta",
    "playbooks",
    "plugins",
    "roles",
    "schemas",
    "specs",
    "support",
    "test",
  ];
  const made = ["node_modules", "dist"];
  expect([...known, ...made]).toEqual(
    expect.arrayContaining(folders.filter((name) => !name.startsWith("."))),
  );
});
