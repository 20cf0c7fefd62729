import { readdirSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { skeletonFolder } from "../support/metal-roles/skeletons.ts";

/** metal-stack's own roles are in nobody's repository: their skeletons stand in for them, of each version that a spec deploys. */
const skeletons = (["v0.28.1", "v0.32.0"] as const).map((version) => skeletonFolder(version));
const env = {
  ANSIBLE_ROLES_PATH: [`${process.cwd()}/roles`, ...skeletons.map(({ path }) => path)].join(":"),
};
afterAll(() => {
  for (const { remove } of skeletons) remove();
});

test("ansible-lint, profile production, skips nothing and finds nothing in roles and playbooks", async () => {
  const bin = await programsOf(versions.newest);
  const { code, output } = await ansible(bin, "ansible-lint", ["--offline", "roles", "playbooks"], env);
  expect(code, output).toBe(0);
  expect(output).toContain("Profile 'production' was required, and it passed");
});

test("yamllint -s finds nothing in roles, playbooks and inventories", async () => {
  const { code, output } = await ansible(await programsOf(versions.newest), "yamllint", [
    "-s",
    "roles",
    "playbooks",
    "inventories",
  ]);
  expect(code, output).toBe(0);
});

test("the linters do find what is wrong: a role without names and an unquoted mode are reported", async () => {
  const bin = await programsOf(versions.newest);
  const { code, output } = await ansible(bin, "ansible-lint", ["--offline", "test/ansible/bad.yaml"]);
  expect(code).not.toBe(0);
  expect(output).toContain("risky-octal");
});

const deployments = readdirSync("playbooks");

test.each(Object.values(versions).flatMap((version) => deployments.map((name) => [version, name] as const)))(
  "ansible-core %s accepts the syntax of %s",
  async (version, name) => {
    const bin = await programsOf(version);
    // All in one call, those of later days too: Ansible takes longer to start than to read a playbook.
    const files = readdirSync(`playbooks/${name}`, { recursive: true, encoding: "utf8" });
    const playbooks = files
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => `playbooks/${name}/${file}`);
    const args = ["--syntax-check", "-i", `inventories/${name}`, ...playbooks];
    const { code, output } = await ansible(bin, "ansible-playbook", args, env);
    expect(code, output).toBe(0);
    expect(output).not.toMatch(/WARNING|DEPRECAT/);
    expect(output.match(/^playbook: /gm)?.length).toBe(playbooks.length);
  },
);
