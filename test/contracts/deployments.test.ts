import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { driftOf } from "../../cli/disk/owned.ts";
import { compile } from "../../index.ts";

test.each(readdirSync("specs"))("inventories/ and playbooks/ are what specs/%s says", (name) => {
  const file = `specs/${name}`;
  const { plan, tree, diagnostics } = compile(readFileSync(file, "utf8"), file);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(plan && tree && driftOf(".", plan.name, tree, file)).toEqual({ changes: [], diagnostics: [] });
});
