import { readdirSync, readFileSync } from "node:fs";
import { withValue } from "../../../compiler/source/edit.ts";
import { pipelinePath } from "../../../generators/gitlab/index.ts";
import { compile, type Plan } from "../../../index.ts";
import { type Pipeline, readPipeline } from "./pipeline.ts";

export interface PipelineCase {
  readonly name: string;
  readonly spec: string;
  readonly plan: Plan;
  readonly text: string;
  readonly pipeline: Pipeline;
}

/** Every golden case with a pipeline, and one that has a chain besides. */
export const pipelineCases = (): PipelineCase[] => [
  ...["gitlab-pair", ...readdirSync("test/golden").filter((name) => name !== "gitlab-pair")].flatMap((name) =>
    caseOf(name, readFileSync(`test/golden/${name}/needle.yaml`, "utf8")),
  ),
  ...caseOf("a chain", withPipeline("test/golden/chain-full/needle.yaml")),
];

const withPipeline = (file: string): string =>
  withValue(readFileSync(file, "utf8"), ["needle", "gitlab"], {
    url: "https://gitlab.example.org",
    elsewhere: ["deploy"],
  });

function caseOf(name: string, spec: string): PipelineCase[] {
  if (!spec.includes("gitlab")) return [];
  const { plan, tree } = compile(spec, "needle.yaml");
  const text = plan && tree?.get(pipelinePath(plan.name));
  return plan && text ? [{ name, spec, plan, text, pipeline: readPipeline(text) }] : [];
}
