import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pipelinePath } from "../../../generators/gitlab/index.ts";
import { compile } from "../../../index.ts";
import { pipelineCases } from "../../support/gitlab/cases.ts";
import { faultsOf } from "../../support/gitlab/graph.ts";
import type { Job, Pipeline } from "../../support/gitlab/pipeline.ts";
import { holds, type Occasion, occasions, ruleOf } from "../../support/gitlab/rules.ts";

const cases = pipelineCases();
const [first] = cases;
if (!first) throw new Error("no case has a pipeline");

test("there is a case with runners of its own, one with containers, one with runners elsewhere, and one with a chain", () => {
  expect(cases.some(({ plan }) => plan.gitlab?.runners?.executor === "shell")).toBe(true);
  expect(cases.some(({ plan }) => plan.gitlab?.image)).toBe(true);
  expect(cases.some(({ plan }) => plan.gitlab && !plan.gitlab.runners)).toBe(true);
  expect(cases.some(({ plan }) => plan.chain)).toBe(true);
});

describe.each(cases)("the pipeline of $name", ({ plan, pipeline, text }) => {
  const jobsFor = (occasion: Occasion) =>
    [...pipeline.jobs].filter(([, job]) => ruleOf(job, occasions[occasion])).map(([name]) => name);

  test("has no fault that a schema cannot see", () => {
    expect(faultsOf(pipeline, plan)).toEqual([]);
  });

  test("nothing runs for a branch, or for a schedule of somebody else", () => {
    expect(jobsFor("a push to another branch")).toEqual([]);
    expect(jobsFor("a schedule of somebody else")).toEqual([]);
  });

  test("a merge request reaches no host without the key, and changes none with it", () => {
    const scripts = jobsFor("a merge request").map((name) => pipeline.jobs.get(name)?.script.join("\n"));
    expect(scripts.filter((script) => / (run|status|drill) /.test(script ?? ""))).toEqual([]);
    const more = jobsFor("a merge request that gets the key").filter(
      (name) => !jobsFor("a merge request").includes(name),
    );
    expect(more).toEqual([`${plan.name}:rehearse`]);
  });

  test("a schedule runs one job", () => {
    expect(jobsFor("schedule backups")).toEqual([`${plan.name}:backups`]);
    expect(jobsFor("schedule certificates")).toEqual([`${plan.name}:certificates`]);
    expect(jobsFor("schedule drill")).toEqual(plan.pair ? [`${plan.name}:drill`] : []);
    expect(jobsFor("schedule restore")).toEqual(plan.hostBackup ? [`${plan.name}:restore`] : []);
  });

  test("every host is deployed, once", () => {
    const deployed = jobsFor("a push to the default branch")
      .map((name) => pipeline.jobs.get(name))
      .filter((job) => job?.environment?.action === "start")
      .flatMap((job) => job?.variables?.["NEEDLE_HOSTS"]?.split(" ") ?? []);
    expect(deployed.sort()).toEqual(plan.hosts.map(({ name }) => name).sort());
  });

  test("holds no secret, no value and no folder of this machine", () => {
    expect(text).not.toContain("vault_");
    expect(text).not.toContain(process.cwd());
  });
});

test("of a push without a before, nothing is compared", () => {
  const { pipeline } = first;
  const blast = [...pipeline.jobs].find(([name]) => name.endsWith(":blast-radius"))?.[1] as Job;
  expect(ruleOf(blast, occasions["the first push"])).toBeUndefined();
  expect(ruleOf(blast, occasions["a push to the default branch"])?.variables).toEqual({
    NEEDLE_AGAINST: "$CI_COMMIT_BEFORE_SHA",
  });
});

test("stages of the chain follow each other, the nail's after the needle's", () => {
  const chain = cases.find(({ plan }) => plan.chain);
  const order = [...(chain?.pipeline.jobs ?? [])]
    .filter(([, job]) => job.stage === "deploy")
    .map(([name, { needs }]) => `${needs?.join()} > ${name}`);
  expect(order).toEqual([
    "fra:rehearse > fra:deploy_needle",
    "fra:deploy_needle > fra:deploy_control_plane",
    "fra:deploy_control_plane > fra:deploy_gardener",
    "fra:deploy_gardener > fra:deploy_partition",
    "fra:deploy_partition > fra:deploy_shoots",
    "fra:deploy_shoots > fra:nail:deploy_control_plane",
    "fra:nail:deploy_control_plane > fra:nail:deploy_gardener",
  ]);
});

test("the path of a spec is quoted where a shell would take it apart", () => {
  const text = readFileSync("test/golden/gitlab-pair/needle.yaml", "utf8");
  const { tree } = compile(text, "specs/a rack's $spec.yaml");
  expect(tree?.get(pipelinePath("fra"))).toContain(`needle check 'specs/a rack'\\''s $spec.yaml'`);
});

/** Each fault is made on purpose, and found. */
describe("the check of the graph finds", () => {
  const { plan, pipeline } = first;
  const spoilt = (name: string, change: Partial<Job>): string[] => {
    const job = pipeline.jobs.get(name);
    if (!job) throw new Error(`no job ${name}`);
    const changed: Pipeline = {
      ...pipeline,
      jobs: new Map([...pipeline.jobs, [name, { ...job, ...change }]]),
    };
    return faultsOf(changed, plan);
  };
  const members = "fra:deploy_needle:control-plane";
  const byItself = "fra:deploy_needle:others";

  test.each<[string, string, Partial<Job>, string]>([
    ["a need that is not there", "fra:check", { needs: ["fra:gone"] }, "needs fra:gone, which is not there"],
    ["a circle", "fra:check", { needs: ["fra:rehearse"] }, "needs itself in the end"],
    ["a need of a later stage", "fra:check", { needs: [members] }, `needs ${members} of a later stage`],
    ["a stage of nobody", "fra:check", { stage: "test" }, "stage test is none of the pipeline's"],
    [
      "a need that rules leave out",
      members,
      { needs: ["fra:backups"] },
      "needs fra:backups, which does not run for a push to the default branch",
    ],
    [
      "a missing resource group",
      members,
      { resource_group: undefined as never },
      "logs in to hosts without a resource group",
    ],
    ["a missing gate", members, { rules: [{ if: "$CI_PIPELINE_SOURCE" }] }, "changes hosts without a gate"],
    [
      "a gate that nobody waits for",
      members,
      { rules: [{ if: "$CI_PIPELINE_SOURCE", when: "manual", allow_failure: true }] },
      "changes hosts without a gate",
    ],
    [
      "a runner on the host itself",
      members,
      { tags: ["needle-fra-needle2"] },
      "may run on needle2, which it deploys",
    ],
    ["a runner that may be any", byItself, { tags: ["needle-fra"] }, "may run on witness, which it deploys"],
    [
      "more hosts than are said",
      byItself,
      { variables: { NEEDLE_HOSTS: "needle1" } },
      "deploys witness and says needle1",
    ],
  ])("%s", (_what, name, change, fault) => {
    expect(spoilt(name, change)).toContainEqual(`${name}: ${fault}`);
  });

  test("nothing else: rules are read as GitLab reads them", () => {
    expect(holds('$A == "x" && $B', { A: "x", B: "1" })).toBe(true);
    expect(holds('$A == "x" && $B', { A: "x", B: "" })).toBe(false);
    expect(holds("$A == $B", { A: "1", B: "1" })).toBe(true);
    expect(holds('$A != "x"', { A: "x" })).toBe(false);
    expect(holds('$A != "x"', {})).toBe(true);
    expect(holds("$A !~ /^0+$/", { A: "000" })).toBe(false);
    expect(() => holds('$A =~ "x"', {})).toThrow();
  });
});
