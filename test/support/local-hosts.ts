import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ansible, programsOf, versions } from "./ansible.ts";

/** Plays tasks on hosts that are all this machine, each with variables of its own; `everywhere` overrides the role's. */
export async function playLocally(
  root: string,
  hosts: Readonly<Record<string, object>>,
  tasks: readonly object[],
  everywhere: object = {},
) {
  const vars = {
    ansible_connection: "local",
    ansible_python_interpreter: "{{ ansible_playbook_python }}",
    place: join(root, "{{ inventory_hostname }}"),
  };
  const play = { name: "Play", hosts: "all", gather_facts: false, tasks };
  writeFileSync(join(root, "hosts.json"), JSON.stringify({ all: { hosts, vars } }));
  writeFileSync(join(root, "play.yaml"), JSON.stringify([play]));
  return ansible(await programsOf(versions.newest), "ansible-playbook", [
    "-i",
    join(root, "hosts.json"),
    "-e",
    JSON.stringify(everywhere),
    join(root, "play.yaml"),
  ]);
}

/** A role's tasks, without the check of all its arguments: what they need is said by the test. */
export const tasksOf = (role: string, name: string) => ({
  name: `Play ${name}`,
  "ansible.builtin.include_role": { name: role, tasks_from: name, rolespec_validate: false },
});
