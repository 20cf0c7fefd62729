import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pipelinePath } from "../../generators/gitlab/index.ts";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { pipelineCases } from "../support/gitlab/cases.ts";
import { type Done, type Execution, execute } from "../support/gitlab/execute.ts";
import { type Pipeline, readPipeline } from "../support/gitlab/pipeline.ts";
import { commit, needleProgram } from "../support/gitlab/repository.ts";
import { occasions } from "../support/gitlab/rules.ts";
import { folder, type Shell, shell } from "../support/shell.ts";

/** Jobs really run: their own scripts in bash, the built needle, the real ansible-lint. Only GitLab is not there. */
interface Project extends Shell {
  readonly pipeline: Pipeline;
  run(names: readonly string[], more?: Partial<Execution>): Promise<Done[]>;
}

const pair = readFileSync("test/golden/gitlab-pair/needle.yaml", "utf8");

async function project(spec = pair): Promise<Project> {
  const { root, needle } = shell({ PATH: process.env["PATH"] });
  writeFileSync(join(root, "specs/fra.yaml"), spec);
  expect((await needle("generate", "specs/fra.yaml")).code).toBe(0);
  await commit(root, "The spec and what it makes");
  const path = [needleProgram(folder()), await programsOf(versions.newest)];
  const pipeline = readPipeline(readFileSync(join(root, pipelinePath("fra")), "utf8"));
  const variables = occasions["a push to the default branch"];
  return {
    root,
    needle,
    pipeline,
    run: (names, more) => execute(pipeline, names, { repository: root, variables, path, ...more }),
  };
}

const reported = ({ folder }: Done, file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));

test("a sound repository passes what needs no host, and its reports are there", async () => {
  const { run } = await project();
  const done = await run(["fra:lint", "fra:check", "fra:generate"]);
  for (const { name, code, output } of done) expect([name, code], output).toEqual([name, 0]);
  expect(done.map(({ name }) => name)).toEqual(["fra:lint", "fra:check", "fra:generate"]);
  const [lint, check] = done as [Done, Done];
  expect(reported(check, "needle-fra-code-quality.json")).toEqual([]);
  expect(reported(lint, "needle-fra-lint.json")).toEqual([]);
});

test("a spec that is wrong is shown at its line, and nothing after it runs", async () => {
  const { root, run } = await project();
  const spec = readFileSync(join(root, "specs/fra.yaml"), "utf8");
  await commit(root, "A mistake", { "specs/fra.yaml": spec.replace("192.168.1.102,", "192.168.9.102,") });
  const files = { NEEDLE_SSH_KEY: "k", NEEDLE_KNOWN_HOSTS: "h", NEEDLE_VAULT_PASSWORD: "p" };
  const done = await run(["fra:check", "fra:rehearse"], { files });
  expect(done.map(({ name, code }) => [name, code])).toEqual([["fra:check", 1]]);
  const [check] = done as [Done];
  expect(check.output).toContain("[plan/address-outside-network]");
  expect(reported(check, "needle-fra-code-quality.json")).toContainEqual({
    description: expect.stringContaining("192.168.9.102 is outside of the management network"),
    check_name: "plan/address-outside-network",
    fingerprint: expect.stringMatching(/^[0-9a-f-]{36}$/),
    severity: "critical",
    location: { path: "specs/fra.yaml", lines: { begin: 13 } },
  });
});

test("a generated file that was edited by hand is found, with the lines; so is one that was forgotten", async () => {
  const { root, run } = await project();
  const file = "inventories/fra/group_vars/needle/time.yaml";
  const text = readFileSync(join(root, file), "utf8");
  await commit(root, "By hand", { [file]: text.replace("ntp1.example.org", "ntp.evil.example") });
  const [tampered] = await run(["fra:generate"]);
  expect(tampered?.code).toBe(1);
  expect(tampered?.output).toContain("ntp.evil.example");

  const spec = readFileSync(join(root, "specs/fra.yaml"), "utf8");
  const changed = spec.replace("ntp3.example.org", "ntp4.example.org");
  await commit(root, "Forgotten", { "specs/fra.yaml": changed, [file]: text });
  const [forgotten] = await run(["fra:generate"]);
  expect(forgotten?.code).toBe(1);
  expect(forgotten?.output).toContain("ntp4.example.org");
});

test("yamllint -s finds nothing in a pipeline", async () => {
  const files = pipelineCases()
    .filter(({ plan }) => !plan.chain)
    .map(({ name, plan }) => `test/golden/${name}/expected/${pipelinePath(plan.name)}`);
  const { code, output } = await ansible(await programsOf(versions.newest), "yamllint", ["-s", ...files]);
  expect(code, output).toBe(0);
});

test("a job that logs in to hosts wants its variables as files, and never shows what is in them", async () => {
  const { run } = await project();
  const secret = "sec-ret-that-nobody-must-see";
  const variables = { ...occasions["a push to the default branch"], NEEDLE_SSH_KEY: secret };
  const [done] = await run(["fra:rehearse"], { variables });
  expect(done?.code).toBe(1);
  expect(done?.output).toContain("The project lacks the variable NEEDLE_SSH_KEY, of type File.");
  expect(done?.output).not.toContain(secret);
});

test("a runner refuses to deploy the host that it stands on, whatever its tags say", async () => {
  const { run } = await project();
  const files = { NEEDLE_SSH_KEY: "key", NEEDLE_KNOWN_HOSTS: "hosts", NEEDLE_VAULT_PASSWORD: "password" };
  const names = ["fra:deploy_needle:control-plane"];
  for (const host of ["needle1", "needle2"]) {
    const [done] = await run(names, { files, runner: { NEEDLE_RUNNER_HOST: host } });
    expect(done?.code).toBe(1);
    expect(done?.output).toContain(`${host} would deploy itself.`);
  }
});

test("a job of the nail opens what both teams have sealed, one of the needle opens its own alone", async () => {
  const chain = pipelineCases().find(({ plan }) => plan.chain);
  const { root, needle, pipeline } = await project(chain?.spec);
  const passwords = { NEEDLE_VAULT_PASSWORD: "of the needle", NAIL_VAULT_PASSWORD: "of the nail" };
  const keys = folder();
  for (const [name, password] of Object.entries(passwords)) writeFileSync(join(keys, name), password);
  const ids = ["needle", "nail"].flatMap((team) => [
    "--vault-id",
    `${team}@${join(keys, `${team.toUpperCase()}_VAULT_PASSWORD`)}`,
  ]);
  const made = await needle("secrets", "make", "specs/fra.yaml", ...ids);
  expect(made.code, made.err).toBe(0);
  await commit(root, "What both teams have sealed");

  const opening = (name: string, inventory: string) => {
    const job = pipeline.jobs.get(name);
    if (!job) throw new Error(`no job ${name}`);
    const script = [`ansible-inventory -i inventories/${inventory} --host localhost | grep -c "vault_"`];
    const jobs = new Map([[name, { ...job, needs: [], script, after_script: [] }]]);
    const files = { NEEDLE_SSH_KEY: "k", NEEDLE_KNOWN_HOSTS: "h", ...passwords };
    const variables = occasions["a push to the default branch"];
    const path = [join(process.cwd(), ".venv/bin")];
    return execute({ ...pipeline, jobs }, [name], { repository: root, variables, path, files });
  };
  for (const [name, inventory, code] of [
    ["fra:deploy_control_plane", "fra", 0],
    ["fra:deploy_control_plane", "fra-nail", 1],
    ["fra:nail:deploy_control_plane", "fra-nail", 0],
    ["fra:nail:deploy_control_plane", "fra", 0],
  ] as const) {
    const [done] = await opening(name, inventory);
    expect([name, inventory, done?.code], done?.output).toEqual([name, inventory, code]);
  }
});
