import type { Job, Rule, Variables } from "./pipeline.ts";

/** Why a pipeline runs, in GitLab's variables. */
export const occasions = {
  "a merge request": { CI_PIPELINE_SOURCE: "merge_request_event", CI_DEFAULT_BRANCH: "main" },
  "a merge request that gets the key": {
    CI_PIPELINE_SOURCE: "merge_request_event",
    CI_DEFAULT_BRANCH: "main",
    NEEDLE_SSH_KEY: "/builds/key",
  },
  "a push to the default branch": {
    CI_PIPELINE_SOURCE: "push",
    CI_COMMIT_BRANCH: "main",
    CI_DEFAULT_BRANCH: "main",
    CI_COMMIT_BEFORE_SHA: "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",
  },
  "the first push": {
    CI_PIPELINE_SOURCE: "push",
    CI_COMMIT_BRANCH: "main",
    CI_DEFAULT_BRANCH: "main",
    CI_COMMIT_BEFORE_SHA: "0".repeat(40),
  },
  "a push to another branch": {
    CI_PIPELINE_SOURCE: "push",
    CI_COMMIT_BRANCH: "idea",
    CI_DEFAULT_BRANCH: "main",
  },
  "schedule backups": scheduled("backups"),
  "schedule certificates": scheduled("certificates"),
  "schedule drill": scheduled("drill"),
  "schedule restore": scheduled("restore"),
  "a schedule of somebody else": scheduled(""),
} satisfies Record<string, Variables>;

export type Occasion = keyof typeof occasions;

function scheduled(what: string) {
  return {
    CI_PIPELINE_SOURCE: "schedule",
    CI_COMMIT_BRANCH: "main",
    CI_DEFAULT_BRANCH: "main",
    ...(what !== "" && { NEEDLE_SCHEDULE: what }),
  };
}

/** The first rule that holds decides; a job without one is no part of the pipeline. */
export const ruleOf = ({ rules }: Job, variables: Variables): Rule | undefined =>
  rules.find((rule) => rule.if === undefined || holds(rule.if, variables));

/** What needle says in rules, of GitLab's language: comparisons, patterns, and `&&` between them. */
export function holds(expression: string, variables: Variables): boolean {
  return expression.split(" && ").every((part) => {
    const [, name, operator, right] = /^\$([A-Z_]+)(?: (==|!=|!~) (.+))?$/.exec(part) ?? [];
    if (name === undefined) throw new Error(`no rule of needle's: ${part}`);
    const left = variables[name];
    if (operator === undefined || right === undefined) return left !== undefined && left !== "";
    if (operator === "!~") return !new RegExp(right.slice(1, -1)).test(left ?? "");
    const same = left === (right.startsWith("$") ? variables[right.slice(1)] : right.slice(1, -1));
    return (operator === "==") === same;
  });
}
