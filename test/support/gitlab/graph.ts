import { tagsOf } from "../../../compiler/plan/gitlab.ts";
import type { Plan } from "../../../index.ts";
import type { Job, Pipeline } from "./pipeline.ts";
import { occasions, ruleOf } from "./rules.ts";

/** What no schema can say of a pipeline: each sentence is a fault. */
export function faultsOf(pipeline: Pipeline, plan: Pick<Plan, "name" | "hosts">): string[] {
  const { jobs } = pipeline;
  return [...jobs].flatMap(([name, job]) =>
    [
      ...order(job, pipeline),
      ...(reaches(name, name, jobs) ? ["needs itself in the end"] : []),
      ...company(job, jobs),
      ...care(job),
      ...(deploysItself(job, plan) ?? []),
    ].map((fault) => `${name}: ${fault}`),
  );
}

/** What is needed is there, and comes no later. */
function* order({ stage, needs = [] }: Job, { stages, jobs }: Pipeline): Iterable<string> {
  if (!stages.includes(stage)) yield `stage ${stage} is none of the pipeline's`;
  for (const name of needs) {
    const other = jobs.get(name);
    if (!other) yield `needs ${name}, which is not there`;
    else if (stages.indexOf(other.stage) > stages.indexOf(stage)) yield `needs ${name} of a later stage`;
  }
}

function reaches(from: string, to: string, jobs: Pipeline["jobs"], seen = new Set<string>()): boolean {
  return (jobs.get(from)?.needs ?? []).some((name) => {
    if (name === to) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return reaches(name, to, jobs, seen);
  });
}

/** GitLab refuses a pipeline in which a job is needed that its rules leave out. */
function* company(job: Job, jobs: Pipeline["jobs"]): Iterable<string> {
  for (const [occasion, variables] of Object.entries(occasions)) {
    if (!ruleOf(job, variables)) continue;
    for (const name of job.needs ?? []) {
      const other = jobs.get(name);
      if (other && !ruleOf(other, variables)) yield `needs ${name}, which does not run for ${occasion}`;
    }
  }
}

/** Whoever logs in to hosts waits for the others; whoever changes them waits for a person, or for the calendar. */
function* care(job: Job): Iterable<string> {
  const text = job.script.join("\n");
  const logsIn = / (run|status|drill) /.test(text);
  if (logsIn && job.resource_group === undefined) yield "logs in to hosts without a resource group";
  const changes = / run /.test(text) && !/ --check( |$)/m.test(text);
  if (!changes && job.environment?.action !== "start") return;
  for (const { if: condition = "", when, allow_failure } of job.rules)
    if (!condition.includes("$NEEDLE_SCHEDULE") && (when !== "manual" || allow_failure !== false))
      yield "changes hosts without a gate";
}

/** A runner takes each job whose tags it has all of. */
function* deploysItself(
  { tags, variables, script }: Job,
  plan: Pick<Plan, "name" | "hosts">,
): Iterable<string> {
  const text = script.join("\n");
  const said = variables?.["NEEDLE_HOSTS"]?.split(" ") ?? [];
  const all = plan.hosts.map(({ name }) => name);
  const limited = / --limit ([^ ]+)/.exec(text)?.[1]?.split(",");
  const deployed =
    / run \S+ (site|deploy_needle|day2\/certificates)( |$)/m.test(text) && !text.includes(" --check");
  if (deployed && said.join() !== (limited ?? all).join())
    yield `deploys ${(limited ?? all).join(", ")} and says ${said.join(", ") || "nothing"}`;
  for (const host of said) {
    const own = tagsOf(plan.name, host);
    if (tags.every((tag) => own.some((has) => has === tag))) yield `may run on ${host}, which it deploys`;
  }
}
