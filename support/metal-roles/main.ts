import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { Checkout } from "./checkout.ts";
import { historyOf } from "./history.ts";
import { removedTable, variableTable } from "./print.ts";
import { failingIn, mappingIn, roleFile, rolesOf } from "./roles.ts";
import { variablesOf, wordsOf } from "./variables.ts";

const [, , folder, ref, version = ref] = argv;
if (!folder || !ref || !version) throw new Error("usage: npm run catalogue -- CHECKOUT REF [VERSION]");

const checkout = new Checkout(folder);
const files = checkout.files(ref, roleFile);
const mapping = new Set(mappingIn(files.get("common/roles/defaults/defaults/main.yaml") ?? ""));
const history = historyOf(checkout, ref, version);
const around = { mapping, since: history.since, uses: usesIn(files) };

const roles = rolesOf(files).map((role) => ({ name: role.name, variables: variablesOf(role, around) }));
const failing = new Map(
  [...files].flatMap(([path, text]) => (path.includes("/tasks/") ? failingIn(text) : [])),
);
const known = "compiler/plan/known/metal-roles";
writeFileSync(
  join(known, `${version}.ts`),
  variableTable({ commit: checkout.commit(ref), version, roles, mapping: [...mapping] }),
);
writeFileSync(join(known, "removed.ts"), removedTable(history.removed, failing));
stdout.write(`${version}: ${roles.flatMap(({ variables }) => variables).length} variables\n`);

function usesIn(texts: ReadonlyMap<string, string>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [path, text] of texts)
    if (!path.endsWith(".md")) for (const word of wordsOf(text)) uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
}
