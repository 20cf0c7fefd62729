import { readFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.ts";

/** What a spec can cause is shown by a golden case; what only the disk or the shell can cause, by a test of the command line. */
test.each(Object.keys(catalog))("%s is proved by a case", (code) => {
  const cases = code.startsWith("cli/")
    ? globSync("test/unit/cli/**/*.test.ts")
    : globSync("test/golden/*/expected/diagnostics.txt");
  expect(cases.some((file) => readFileSync(file, "utf8").includes(code))).toBe(true);
});
