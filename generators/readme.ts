import type { Generator } from "../compiler/generator.ts";
import { type Gitlab, tagsOf } from "../compiler/plan/gitlab.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { wordsOf } from "./days/day.ts";
import { pipelinePath } from "./gitlab/index.ts";
import { environmentOf, type MetalStage, metalSettings, metalStagesOf } from "./metal-stack/stages.ts";
import { rolesOf } from "./roles/index.ts";
import { stagesOf } from "./stages.ts";
import { readme as print } from "./templates/readme.ts";

/** The page an operator finds beside the playbooks, with the real names in it. */
export const readme: Generator = {
  name: "readme",

  *generate(plan) {
    const { name, endpoint, hosts, secrets } = plan;
    const stages = stagesOf(plan);
    const text = print({
      name,
      endpoint: `https://${endpoint.host}:${endpoint.port}`,
      hosts,
      stages: stages.filter(({ day2 }) => !day2),
      days: stages.flatMap(({ name, summary, day2 }) =>
        day2 ? [{ name, summary, words: wordsOf(day2).join(" ") }] : [],
      ),
      settings: Object.entries(metalSettings)
        .map(([name, value]) => `${name}=${value}`)
        .join(" "),
      metal: metalStagesOf(plan).map((stage) => ({ ...stage, environment: exportsOf(stage, plan) })),
      gitlab: plan.gitlab && gitlabIn(plan, plan.gitlab),
      roles: rolesOf(plan),
      secrets,
    });
    yield { path: `playbooks/${name}/README.md`, text, comment: (marker) => `<!-- ${marker} -->` };
  },
};

/** Of the cluster alone: the rest is the same for all. */
const exportsOf = (stage: MetalStage, plan: Plan): string =>
  environmentOf(stage, plan, "~")["KUBECONFIG"] ?? "";

const gitlabIn = ({ name }: Plan, { runners }: Gitlab) => ({
  file: pipelinePath(name),
  runners: Object.entries(runners?.tokens ?? {}).map(([host, { place }]) => ({
    host,
    tags: tagsOf(name, host).join(", "),
    place,
  })),
});
