import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { compile, diffTrees, report, type Tree } from "../index.ts";
import { readTree, writeTree } from "./support/tree.ts";

const cases = join(import.meta.dirname, "golden");

/** A case is a spec and everything needle makes of it, where an earlier endpoint.lock may lie. UPDATE=1 takes what it makes now as right. */
test.each(readdirSync(cases))("%s", (name) => {
  const wanted = join(cases, name, "expected");
  const { source, diagnostics, tree } = compile(
    readFileSync(join(cases, name, "needle.yaml"), "utf8"),
    "needle.yaml",
    (path) => {
      const lock = join(cases, name, basename(path));
      return existsSync(lock) ? readFileSync(lock, "utf8") : undefined;
    },
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
