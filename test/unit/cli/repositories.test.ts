import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, put, shell } from "../../support/shell.ts";
import { readTree } from "../../support/tree.ts";

const layouts = ["mini-lab-layout", "guide-layout"];
const rack = readFileSync("specs/rack.yaml", "utf8");

/** Somebody's deployment repository with needle's spec of a rack in it. */
function repository(layout: string) {
  const root = folder();
  cpSync(join("test/repositories", layout), root, { recursive: true });
  const before = readTree(root);
  const { needle } = shell({}, root);
  put(root, "specs/rack.yaml", rack);
  return { needle, root, before };
}

describe.each(layouts)("in a repository of %s", (layout) => {
  test("what it says otherwise is told, with both files; nothing of it is touched", async () => {
    const { needle, root, before } = repository(layout);
    const { code, err } = await needle("generate", "specs/rack.yaml");
    expect(code).toBe(0);
    await expect(err).toMatchFileSnapshot(`../../repositories/expected/${layout}/generate.txt`);
    const after = readTree(root);
    for (const [path, text] of before) expect(after.get(path), path).toBe(text);
    expect(await needle("generate", "--check", "specs/rack.yaml")).toMatchObject({ code: 0, out: "" });
  });

  test("nothing that it keeps in plain text is shown", async () => {
    const { needle } = repository(layout);
    const { out, err } = await needle("generate", "specs/rack.yaml");
    expect(out + err).not.toMatch(/view-in-plain-text|not-to-be-shown/);
  });
});

test("a variable said otherwise in needle's own folders is told in a run, too: Ansible reads both", async () => {
  const { needle, root } = repository("mini-lab-layout");
  await needle("generate", "specs/rack.yaml");
  mkdirSync(join(root, "inventories/rack/group_vars/needle"), { recursive: true });
  put(root, "inventories/rack/group_vars/needle/zz.yaml", "---\ntime_clients: []\nown: 1\n");
  const told =
    /^inventories\/rack\/group_vars\/needle\/zz\.yaml:2:1: warning: time_clients: said otherwise in inventories\/rack\/group_vars\/needle\/time\.yaml/m;
  const { err: generating } = await needle("generate", "specs/rack.yaml");
  expect(generating).toMatch(told);
  expect(generating).toContain("[cli/variable-twice]");
  const { err } = await needle("run", "specs/rack.yaml", "no-such-stage");
  expect(err).toMatch(told);
  expect(err).not.toContain("[cli/variable-here-too]");
});

test("the same variable with the same value is no conflict, nor is one of hosts that needle has not", async () => {
  const root = folder();
  const { needle } = shell({}, root);
  put(root, "specs/rack.yaml", rack);
  mkdirSync(join(root, "inventories/group_vars/control_plane"), { recursive: true });
  mkdirSync(join(root, "inventories/group_vars/leaves"), { recursive: true });
  put(
    root,
    "inventories/group_vars/control_plane/a.yaml",
    "metal_control_plane_namespace: metal-control-plane\n",
  );
  put(root, "inventories/group_vars/leaves/a.yaml", "metal_api_view_key: of another side\n");
  expect((await needle("generate", "specs/rack.yaml")).err).toBe("");
});

test("to Ansible a group with - is another than one with _", async () => {
  const { needle } = repository("guide-layout");
  expect((await needle("generate", "specs/rack.yaml")).err).toContain(
    "inventories/control-plane.ini:1:2: warning: group control-plane is control_plane in inventories/rack/control_plane.yaml: to Ansible these are two groups [cli/group-spelling]",
  );
});
