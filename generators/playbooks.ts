import * as z from "zod";
import type { Generator } from "../compiler/generator.ts";
import { type Play as Played, type Stage, stagesOf } from "./stages.ts";

/** One playbook per stage, and `site.yaml`, which is all that deploy. */
export const playbooks: Generator = {
  name: "playbooks",

  *generate(plan) {
    const folder = `playbooks/${plan.name}`;
    const stages = stagesOf(plan);
    for (const stage of stages)
      yield { path: `${folder}/${stage.name}.yaml`, data: stage.plays.map(playOf), contract: Playbook };
    const site = stages.filter(({ day2 }) => !day2).map(importOf);
    yield { path: `${folder}/site.yaml`, data: site, contract: Playbook };
  },
};

/** No host is changed while another has not passed: a play goes on only when it went well everywhere. */
export const playOf = ({ role: { name, group }, title, tasks, oneByOne, someMayBeDead }: Played) => ({
  name: title,
  hosts: group,
  ...(someMayBeDead && { gather_facts: false }),
  ...(oneByOne && { serial: 1 }),
  any_errors_fatal: true,
  tags: [name],
  ...(tasks === undefined
    ? { roles: [{ role: name }] }
    : {
        tasks: [{ name: title, "ansible.builtin.import_role": { name, tasks_from: tasks } }],
      }),
});

const importOf = ({ name }: Stage) => ({
  name: `Run ${name}`,
  "ansible.builtin.import_playbook": `${name}.yaml`,
});

const RoleTasks = z.strictObject({
  name: z.string(),
  "ansible.builtin.import_role": z.strictObject({ name: z.string(), tasks_from: z.string() }),
});

const Play = z.strictObject({
  name: z.string(),
  hosts: z.string(),
  gather_facts: z.literal(false).optional(),
  serial: z.literal(1).optional(),
  any_errors_fatal: z.boolean(),
  tags: z.array(z.string()),
  roles: z.array(z.strictObject({ role: z.string() })).optional(),
  tasks: z.array(RoleTasks).optional(),
});

const Import = z.strictObject({ name: z.string(), "ansible.builtin.import_playbook": z.string() });

const Playbook = z.array(z.union([Play, Import])).min(1);
