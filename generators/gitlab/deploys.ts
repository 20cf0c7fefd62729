import type { Part } from "../../compiler/plan/gitlab.ts";
import { type MetalStage, metalSettings, metalStagesOf } from "../metal-stack/stages.ts";
import { usesVault } from "./common.ts";
import { fileOf, type Job, type Jobs, jobOf, keep, onHostsOf, onNailOf, type Site } from "./pipeline.ts";
import { afterMerge, byHand, onChangeWithKey } from "./rules.ts";

/** First a rehearsal, then stage after stage, each behind its gate. */
export function deploys(site: Site): Jobs {
  const { needle, plan, gitlab } = site;
  const chain: [string, readonly [string, Job]][] = [];
  const add = (name: string, job: readonly [string, Job]) => chain.push([jobOf(site, name), job]);
  const previous = () => [chain.at(-1)?.[0] ?? jobOf(site, "rehearse")];

  add("rehearse", rehearsal(site));
  for (const part of gitlab.parts) add(`deploy_needle${suffixOf(part)}`, deployment(site, part, previous()));
  const deployed = previous();
  for (const stage of metalStagesOf(plan).filter(({ file }) => file.startsWith("deploy_")))
    add(stage.name.replace("/", ":"), metal(site, stage, previous()));
  if (plan.pair)
    add("status", [
      "Whether the pair is whole after it.",
      {
        extends: onHostsOf(site),
        stage: "verify",
        needs: deployed,
        rules: [...afterMerge],
        script: [needle("status")],
      },
    ]);
  return Object.fromEntries(chain);
}

function rehearsal(site: Site): readonly [string, Job] {
  const { needle, plan } = site;
  const report = fileOf(site, "rehearsal.xml");
  return [
    "What a deployment would change, line by line. In merge requests only where they get the key.",
    {
      extends: onHostsOf(site),
      stage: "rehearse",
      needs: [jobOf(site, "check"), jobOf(site, "generate")],
      rules: [...onChangeWithKey],
      script: [needle("run", `site --junit ${report} -- --check --diff`)],
      ...keep({
        expose_as: `Rehearsal of ${plan.name}`,
        paths: [`.needle/log/${plan.name}-site.log`],
        reports: { junit: [report] },
      }),
    },
  ];
}

const suffixOf = ({ name }: Part): string => (name === "all" ? "" : `:${name}`);

function deployment(site: Site, part: Part, needs: string[]): readonly [string, Job] {
  const hosts = part.hosts.join(", ");
  const limit = part.name === "all" ? "" : ` -- --limit ${part.hosts.join(",")}`;
  const report = fileOf(site, `deploy_needle${suffixOf(part).replace(":", "-")}.xml`);
  return [
    `Deploys ${hosts}, from a runner that stands elsewhere.`,
    {
      ...gated(site, needs),
      tags: [...part.tags],
      variables: { NEEDLE_HOSTS: part.hosts.join(" ") },
      script: [site.needle("run", `deploy_needle --junit ${report}${limit}`)],
      ...keep({ reports: { junit: [report] } }),
    },
  ];
}

/** Kubeconfigs lie in the home of a job, which may be a new one. So may the roles that the release vector brings. */
function metal(
  site: Site,
  { name, deployment, team, summary }: MetalStage,
  needs: string[],
): readonly [string, Job] {
  const { needle, gitlab } = site;
  const report = fileOf(site, `${name.replace("/", "-")}.xml`);
  return [
    `Stage ${name}: ${summary}.`,
    {
      ...gated(site, needs),
      ...(team === "nail" && ofNail(site, deployment)),
      tags: [...gitlab.anywhere],
      variables: { ...metalSettings },
      script: [
        needle("run", "kubeconfig"),
        ...(team === "nail" ? [needle("run", "shoot_kubeconfigs")] : []),
        `ansible localhost -i inventories/${deployment} -m metalstack.base.metal_stack_release_vector`,
        needle("run", `${name} --junit ${report}`),
      ],
      ...keep({ reports: { junit: [report] } }),
    },
  ];
}

/** An environment of its own, so that GitLab gives its password to its jobs alone, and asks its team. */
const ofNail = (site: Site, deployment: string): Job => ({
  ...(usesVault(site) && { extends: onNailOf(site) }),
  environment: { name: deployment, deployment_tier: "production", action: "start" },
});

const gated = (site: Site, needs: string[]): Job => ({
  extends: onHostsOf(site),
  stage: "deploy",
  needs,
  rules: [...byHand],
  environment: { name: site.plan.name, deployment_tier: "production", action: "start" },
});
