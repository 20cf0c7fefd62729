import { readFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.ts";

const places: Readonly<Record<string, string>> = {
  cli: "test/unit/cli/**/*.test.ts",
  blast: "test/blast/*/screen.txt",
};

/** What a spec can cause is shown by a golden case; what only the disk or the shell can cause, by a test of the command line. */
test.each(Object.keys(catalog))("%s is proved by a case", (code) => {
  const cases = globSync(places[code.split("/")[0] ?? ""] ?? "test/golden/*/expected/diagnostics.txt");
  expect(cases.some((file) => readFileSync(file, "utf8").includes(code))).toBe(true);
});
