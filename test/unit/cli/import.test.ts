import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, put, shell } from "../../support/shell.ts";

/** What needs no Ansible; the rest is in test/ansible/import.test.ts. */
function prepared() {
  const { needle, root } = shell({ PATH: "/nonexistent" }, folder());
  cpSync("test/repositories/mini-lab-layout", join(root, "dune"), { recursive: true });
  return { needle, root };
}

test("a folder that is not there, or has no inventory, is said", async () => {
  const { needle, root } = prepared();
  expect(await needle("import", "nowhere")).toMatchObject({
    code: 1,
    err: "nowhere: error: there is no such folder [cli/import]\n",
  });
  mkdirSync(join(root, "empty"));
  expect((await needle("import", "empty")).err).toContain("no inventory is found in it [cli/import]");
});

test("an inventory outside of the repository is not read", async () => {
  const { needle } = prepared();
  const { code, err } = await needle("import", "dune", "--inventory", "../../etc/hosts");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("an inventory lies outside of it") });
});

test("what is there is not written over, whoever wrote it", async () => {
  const { needle, root } = prepared();
  put(root, "specs/dune.yaml", "mine\n");
  const { code, err } = await needle("import", "dune", "--write", "specs/dune.yaml");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("needle never writes over it") });
});
