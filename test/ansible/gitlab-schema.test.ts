import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { globSync } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { readYaml } from "../../compiler/output/yaml.ts";
import { pipelineCases } from "../support/gitlab/cases.ts";

/** GitLab's own schema of a pipeline, as check-jsonschema ships it. */
const schemaFile = ".venv/lib/python3*/site-packages/check_jsonschema/builtin_schemas/vendor/gitlab-ci.json";

let validate: ValidateFunction;
beforeAll(() => {
  const [file] = globSync(schemaFile, { dot: true });
  if (!file) throw new Error(`no ${schemaFile}: run \`make setup\``);
  const schema = JSON.parse(readFileSync(file, "utf8"));
  expect(schema.$id).toBe("https://gitlab.com/.gitlab-ci.yml");
  validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
});

const faultsOf = (data: unknown): string[] =>
  validate(data)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

describe.each(pipelineCases())("the pipeline of $name", ({ text, pipeline: { stages, jobs } }) => {
  /** With what jobs extend in them: of hidden jobs the schema asks little. */
  const whole = JSON.stringify({ stages, ...Object.fromEntries(jobs) });

  test("is one to GitLab's schema, as it is written and with what its jobs extend", () => {
    expect(faultsOf(readYaml(text))).toEqual([]);
    expect(faultsOf(JSON.parse(whole))).toEqual([]);
  });

  test.each([
    ["a key that is none", '"resource_group"', '"resource_grp"'],
    ["a time that is none", '"when":"manual"', '"when":"maybe"'],
    ["a retry that is none", "runner_system_failure", "whatever_failure"],
    ["a report that is no file", '"junit":["', '"junit":[7,"'],
    ["an action that is none", '"action":"start"', '"action":"begin"'],
  ])("the schema does find %s", (_what, right, wrong) => {
    expect(whole).toContain(right);
    expect(faultsOf(JSON.parse(whole.replaceAll(right, wrong)))).not.toEqual([]);
  });
});
