import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { roles, stageRoles } from "../../generators/roles/index.ts";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { folder } from "../support/shell.ts";

/** Ansible's own validation is the door at run time, also for those who use a role without needle. */
test.each(
  Object.values(versions).flatMap((version) =>
    [...roles, ...stageRoles].map(({ name }) => [version, name] as const),
  ),
)("ansible-core %s turns away wrong variables for %s before its first task", async (version, name) => {
  const root = folder();
  const specs = readFileSync(`roles/${name}/meta/argument_specs.yml`, "utf8");
  const variable = /^ {6}(\w+):\n(?: {8}.*\n)*? {8}type: (?:list|int)$/m.exec(specs)?.[1] ?? "";
  const play = [
    {
      name: "Call",
      hosts: "localhost",
      connection: "local",
      gather_facts: false,
      roles: [{ role: name, vars: { [variable]: { no: "list and no number" } } }],
    },
  ];
  writeFileSync(join(root, "play.yaml"), JSON.stringify(play));
  const env = { ANSIBLE_ROLES_PATH: join(process.cwd(), "roles") };
  const { code, output } = await ansible(
    await programsOf(version),
    "ansible-playbook",
    ["-i", "localhost,", join(root, "play.yaml")],
    env,
  );
  expect(code, output).not.toBe(0);
  expect(output).toContain("Validation of arguments failed");
  expect(output).toContain("changed=0");
});
