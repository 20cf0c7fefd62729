import * as z from "zod";
import type { Generator } from "../compiler/generator.ts";
import type { Role } from "./role.ts";
import { type Stage, stages } from "./stages.ts";

/** One playbook per stage, and `site.yaml`, which is all of them. */
export const playbooks: Generator = {
  name: "playbooks",

  *generate({ name }) {
    const folder = `playbooks/${name}`;
    for (const stage of stages)
      yield { path: `${folder}/${stage.name}.yaml`, data: stage.roles.map(playOf), contract: Playbook };
    yield { path: `${folder}/site.yaml`, data: stages.map(importOf), contract: Playbook };
  },
};

/** No host is changed while another has not passed: a play goes on only when it went well everywhere. */
const playOf = ({ name, summary, group }: Role) => ({
  name: summary,
  hosts: group,
  any_errors_fatal: true,
  tags: [name],
  roles: [{ role: name }],
});

const importOf = ({ name }: Stage) => ({
  name: `Run ${name}`,
  "ansible.builtin.import_playbook": `${name}.yaml`,
});

const Play = z.strictObject({
  name: z.string(),
  hosts: z.string(),
  any_errors_fatal: z.boolean(),
  tags: z.array(z.string()),
  roles: z.array(z.strictObject({ role: z.string() })),
});

const Import = z.strictObject({ name: z.string(), "ansible.builtin.import_playbook": z.string() });

const Playbook = z.array(z.union([Play, Import])).min(1);
