import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isOnlyForLab } from "../lab/support/pace.ts";
import { programsOf, versions } from "../support/ansible.ts";
import { collectionTree, sanity } from "../support/sanity.ts";
import { folder } from "../support/shell.ts";

const core = versions.newest;

/** Those that need nothing but Python. */
const quick = [
  "action-plugin-docs",
  "compile",
  "empty-init",
  "ignores",
  "line-endings",
  "no-assert",
  "no-get-exception",
  "no-illegal-filenames",
  "no-smart-quotes",
  "replace-urlopen",
  "shebang",
  "symlinks",
  "use-argspec-type-path",
  "use-compat-six",
];

describe("ansible-test sanity finds nothing in the collection", () => {
  test("what it looks for by itself", async () => {
    const home = folder();
    const { code, output } = await sanity(await programsOf(core), collectionTree(home, core), home, quick);
    expect(code, output).toBe(0);
    for (const name of quick) expect(output).toContain(`Running sanity test "${name}"`);
  });

  test("it does look: a link to nowhere is found", async () => {
    const home = folder();
    const root = collectionTree(home, core);
    symlinkSync("/nowhere.py", join(root, "plugins/modules/lost.py"));
    const { code, output } = await sanity(await programsOf(core), root, home, ["symlinks"]);
    expect([code, output]).toEqual([1, expect.stringContaining("plugins/modules/lost.py")]);
  });

  test.skipIf(isOnlyForLab("ansible-test sanity with its linters", "minutes, and fetches them"))(
    "with its linters and its look at each module's documentation",
    async () => {
      const home = folder();
      const { code, output } = await sanity(await programsOf(core), collectionTree(home, core), home);
      expect(code, output).toBe(0);
      for (const name of ["ansible-doc", "validate-modules", "pylint"])
        expect(output).toContain(`Running sanity test "${name}"`);
    },
  );
});
