import type { Generator, OutputFile } from "../../compiler/generator.ts";
import { type Stage, stagesIn } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { stageRolesOf } from "./cluster-roles.ts";
import { controlPlaneTopics } from "./control-plane/index.ts";
import { releaseVector } from "./control-plane/release-vector.ts";
import { conflictsOf, extraFilesOf } from "./extra.ts";
import { secretsOf } from "./guard.ts";
import { controlPlaneInventory } from "./inventory.ts";
import { overridden } from "./overrides.ts";
import { groupOf, type Kind, kindsIn } from "./partition/groups.ts";
import { hasHosts, inventoryOf } from "./partition/inventory.ts";
import { kindVariables, partitionTopics } from "./partition/topics.ts";
import { Playbook } from "./play.ts";
import { metalStagesOf } from "./stages.ts";
import { taken } from "./taken.ts";
import type { Topic, Variables } from "./topic.ts";

/** Inventories, variables and playbooks that drive metal-stack's own roles, for the needle and for the nail. */
export const metalStack: Generator = {
  name: "metal-stack",

  *generate(plan) {
    for (const stage of stagesIn(plan.chain)) {
      yield { path: `${folderOf(stage)}/control_plane.yaml`, data: controlPlaneInventory(stage) };
      if (stage.partitions.some(hasHosts))
        yield { path: `${folderOf(stage)}/partition.yaml`, data: inventoryOf(stage) };
      const files = [
        ...variableFilesOf(stage, plan),
        ...extraFilesOf(stage).map(({ name, variables }) => fileOf(stage, name, variables, {})),
      ];
      yield* files;
      yield fileOf(stage, "control_plane/secrets", secretsOf(files, plan), {
        comments: { needle_secrets: "Each must have a value before anything is changed." },
      });
    }
    for (const { deployment, file, plays } of metalStagesOf(plan))
      yield { path: `playbooks/${deployment}/${file}.yaml`, data: plays, contract: Playbook };
  },

  *conflicts(plan) {
    for (const stage of stagesIn(plan.chain)) yield* conflictsOf(stage, () => variableFilesOf(stage, plan));
  },
};

/** A file of variables, by name. */
type VariableFile = Extract<OutputFile, { data: unknown }> & { readonly data: Variables };

const folderOf = ({ deployment }: Stage): string => `inventories/${deployment}`;

function* variableFilesOf(stage: Stage, plan: Plan): Iterable<VariableFile> {
  yield* controlPlaneOf(stage, plan);
  yield* stageRoleFilesOf(stage, plan);
  if (stage.partitions.some(hasHosts)) yield* partitionsOf(stage, plan);
}

/** Of roles of needle's own: their contracts say what they take. */
function* stageRoleFilesOf(stage: Stage, plan: Plan): Iterable<VariableFile> {
  for (const { name, variables, vars } of stageRolesOf(stage))
    yield {
      path: `${folderOf(stage)}/group_vars/control_plane/${name}.yaml`,
      data: variables(stage, plan),
      contract: vars,
    };
}

function* controlPlaneOf(stage: Stage, plan: Plan): Iterable<VariableFile> {
  yield fileOf(stage, `all/${releaseVector.name}`, releaseVector.variables(stage, plan), releaseVector);
  for (const topic of controlPlaneTopics.filter(({ wanted }) => wanted?.(stage) ?? true))
    yield fileOf(stage, `control_plane/${topic.name}`, topic.variables(stage, plan), topic);
}

function* partitionsOf(stage: Stage, plan: Plan): Iterable<VariableFile> {
  const kinds = new Set(stage.partitions.flatMap(kindsIn));
  for (const [kind, variables] of Object.entries(kindVariables))
    if (kinds.has(kind as Kind)) yield fileOf(stage, `${kind}/common`, variables, {});
  for (const partition of stage.partitions.filter(hasHosts))
    for (const topic of partitionTopics.filter(({ wanted }) => wanted?.(partition, stage) ?? true))
      yield fileOf(
        stage,
        `${groupOf(partition)}/${topic.name}`,
        topic.variables(partition, stage, plan),
        topic,
      );
}

const fileOf = (
  stage: Stage,
  name: string,
  variables: Variables,
  { comments, contract }: Pick<Topic, "comments" | "contract">,
): VariableFile => ({
  path: `${folderOf(stage)}/group_vars/${name}.yaml`,
  data: overridden(taken(variables, stage.release.roles), stage),
  ...(comments && { comments }),
  // A contract is for what needle says.
  ...(contract &&
    !Object.keys(variables).some((name) => Object.hasOwn(stage.overrides, name)) && { contract }),
});
