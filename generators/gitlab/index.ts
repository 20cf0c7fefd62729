import type { Generator } from "../../compiler/generator.ts";
import type { Gitlab } from "../../compiler/plan/gitlab.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { checks } from "./checks.ts";
import { common } from "./common.ts";
import { deploys } from "./deploys.ts";
import { type Jobs, Pipeline, type Site, stages } from "./pipeline.ts";
import { schedules } from "./schedules.ts";

export const pipelinePath = (name: string): string => `.gitlab/needle-${name}.yml`;

/** A pipeline to be included: the user's own .gitlab-ci.yml is never touched. */
export const gitlab: Generator = {
  name: "gitlab",

  *generate(plan, spec) {
    if (!plan.gitlab) return;
    const jobs = jobsOf(siteOf(plan, plan.gitlab, spec));
    const entries = Object.entries(jobs);
    const path = pipelinePath(plan.name);
    yield {
      path,
      data: { stages: [...stages], ...Object.fromEntries(entries.map(([name, [, job]]) => [name, job])) },
      contract: Pipeline,
      comments: {
        stages: about(path),
        ...Object.fromEntries(entries.map(([name, [why]]) => [name, why])),
      },
    };
  },
};

const jobsOf = (site: Site): Jobs => ({
  ...common(site),
  ...checks(site),
  ...deploys(site),
  ...schedules(site),
});

const siteOf = (plan: Plan, gitlab: Gitlab, spec: string): Site => ({
  plan,
  gitlab,
  needle: (verb, rest) => [gitlab.command, verb, quoted(spec), ...(rest ? [rest] : [])].join(" "),
});

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const about = (path: string): string =>
  [
    "For a .gitlab-ci.yml, which may have jobs of its own:",
    "  include:",
    `    - local: ${path}`,
    "Where that has stages of its own, these are to be among them, in this order.",
  ].join("\n");
