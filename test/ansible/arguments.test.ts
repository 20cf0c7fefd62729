import { join } from "node:path";
import { expect, test } from "vitest";
import { programsOf, versions } from "../support/ansible.ts";
import { refusalsOf, roleNames } from "../support/refusals.ts";

/** Ansible's own validation is the door at run time, also for those who use a role without needle. */
test.each(Object.values(versions))(
  "ansible-core %s turns away wrong variables for every role before its first task",
  async (version) => {
    const env = { ANSIBLE_ROLES_PATH: join(process.cwd(), "roles") };
    const refusals = await refusalsOf(await programsOf(version), "", env);
    expect(Object.keys(refusals).sort()).toEqual([...roleNames].sort());
    for (const { task, message } of Object.values(refusals)) {
      expect(task).toMatch(/^Validating arguments against arg spec/);
      expect(message).toContain("Validation of arguments failed");
    }
  },
);
