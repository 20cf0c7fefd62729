import type { Plan } from "../../compiler/plan/plan.ts";
import { metalStagesOf } from "../../generators/metal-stack/stages.ts";
import { stagesOf } from "../../generators/stages.ts";
import type { Need } from "./needs.ts";
import type { Use } from "./uses.ts";

/** The stages that bring a new value to where it is used, as `needle run` calls them, in their order. */
export function stagesFor(need: Need, plan: Plan): string[] {
  if (need.changedBy.length > 0) return [...need.changedBy];
  const wanted = new Set(need.uses.flatMap((use) => stagesReading(use, plan)));
  const all = [...stagesOf(plan).map(({ name }) => name), ...metalStagesOf(plan).map(({ name }) => name)];
  return all.filter((name) => wanted.has(name));
}

/** Groups of the hosts begin with `needle`; all others are metal-stack's, and each of its playbooks reads files of its own. */
function stagesReading({ deployment, file }: Use, plan: Plan): string[] {
  if (deployment === plan.name && /^(group_vars\/needle|host_vars\/|hosts\.yaml)/.test(file))
    return ["deploy_needle"];
  const playbooks = new Set(playbooksReading(file));
  return metalStagesOf(plan)
    .filter((stage) => stage.deployment === deployment && playbooks.has(stage.file))
    .map(({ name }) => name);
}

const everywhere = ["deploy_control_plane", "deploy_gardener", "deploy_monitoring"];

function playbooksReading(file: string): string[] {
  const [, topic = ""] = /^group_vars\/control_plane\/(.+)\.yaml$/.exec(file) ?? [];
  if (topic === "") return ["deploy_partition"];
  if (/^gardener\/(shoots|managed_seeds)$/.test(topic)) return ["deploy_shoots"];
  if (topic.startsWith("gardener/")) return ["deploy_gardener"];
  // What prepares a cluster is played on each of them.
  if (/^(cert_manager|certificates|cluster_base|ingress|load_balancer)$/.test(topic)) return everywhere;
  return /^(monitoring|logging)$/.test(topic)
    ? ["deploy_control_plane", "deploy_monitoring"]
    : ["deploy_control_plane"];
}
