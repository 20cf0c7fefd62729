import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile, diffTrees, report, type Tree } from "../index.ts";
import { readTree, writeTree } from "./support/tree.ts";

const cases = join(import.meta.dirname, "golden");

/** A case is a spec and everything needle makes of it. UPDATE=1 takes what it makes now as right. */
test.each(readdirSync(cases))("%s", (name) => {
  const wanted = join(cases, name, "expected");
  const { source, diagnostics, tree } = compile(
    readFileSync(join(cases, name, "needle.yaml"), "utf8"),
    "needle.yaml",
  );
  const made: Tree = new Map([
    ...(tree ?? []),
    ...(source && diagnostics.length > 0
      ? [["diagnostics.txt", `${report(diagnostics, source)}\n`] as const]
      : []),
  ]);

  if (process.env["UPDATE"]) {
    rmSync(wanted, { recursive: true, force: true });
    writeTree(wanted, made);
  }
  expect(diffTrees(readTree(wanted), made)).toEqual([]);
});
