import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { roles, stageRoles } from "../../generators/roles/index.ts";
import { ansible } from "./ansible.ts";
import { folder } from "./shell.ts";

export const roleNames = [...roles, ...stageRoles].map(({ name }) => name);

/** What a role did with a variable of a wrong type: the task that failed, and what it said. */
export interface Refusal {
  readonly task: string;
  readonly message: string;
}

/** Calls every role with such a variable, one after the other in one play: Ansible takes longer to start than to refuse. */
export async function refusalsOf(
  bin: string,
  prefix: string,
  env: Record<string, string>,
): Promise<Record<string, Refusal>> {
  const root = folder();
  const kept = join(root, "refusals.json");
  const tasks = [
    ...roleNames.map((name) => calling(name, prefix)),
    {
      name: "Keep",
      "ansible.builtin.copy": { dest: kept, content: "{{ refusals | to_json }}", mode: "0600" },
    },
  ];
  const vars = { ansible_python_interpreter: "{{ ansible_playbook_python }}", refusals: {} };
  const play = { name: "Call", hosts: "localhost", connection: "local", gather_facts: false, vars, tasks };
  writeFileSync(join(root, "play.yaml"), JSON.stringify([play]));
  const { code, output } = await ansible(
    bin,
    "ansible-playbook",
    ["-i", "localhost,", join(root, "play.yaml")],
    env,
  );
  if (code !== 0) throw new Error(output);
  return JSON.parse(readFileSync(kept, "utf8"));
}

function calling(name: string, prefix: string) {
  const specs = readFileSync(`roles/${name}/meta/argument_specs.yml`, "utf8");
  const variable = /^ {6}(\w+):\n(?: {8}.*\n)*? {8}type: (?:list|int)$/m.exec(specs)?.[1] ?? "";
  const refusal = "{'task': ansible_failed_task.name, 'message': ansible_failed_result.msg}";
  return {
    name: `Call ${name}`,
    block: [
      {
        name: `Call ${name}`,
        "ansible.builtin.include_role": { name: `${prefix}${name}` },
        vars: { [variable]: { no: "list and no number" } },
      },
    ],
    rescue: [
      {
        name: "Remember",
        "ansible.builtin.set_fact": { refusals: `{{ refusals | combine({'${name}': ${refusal}}) }}` },
      },
    ],
  };
}
