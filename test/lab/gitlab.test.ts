import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { artefactsDirectory } from "../../cli/lab/artefact.ts";
import { outsideName } from "../../cli/lab/outside.ts";
import { deploymentOf, labDirectory, varsInLab } from "../../cli/lab/trial.ts";
import { withValue } from "../../compiler/source/edit.ts";
import { pipelinePath } from "../../generators/gitlab/index.ts";
import { execute } from "../support/gitlab/execute.ts";
import { readPipeline } from "../support/gitlab/pipeline.ts";
import { commit, needleProgram } from "../support/gitlab/repository.ts";
import { occasions } from "../support/gitlab/rules.ts";
import { isTooSlowFor } from "./support/pace.ts";
import { runnerPackages } from "./support/runner-packages.ts";
import { type Trial, trialOf } from "./support/trial.ts";

/** Ansible folds long messages. */
const flat = (output: string): string => output.replace(/\s+/g, " ");

/** A repository, its pipeline and a runner, on a real host. GitLab itself is not there: the jobs' scripts are run as it runs them. */
describe.skipIf(await isTooSlowFor("a pipeline on a host", 1.8))("deployed by a pipeline", () => {
  let trial: Trial;
  let scratch: string;
  const host = "needle1";
  const name = "lab-single";
  const token = "glrt-t1_known-to-the-stand-in";
  const lab = () => labDirectory(trial.root, name);

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), "needle-gitlab-"));
    const file = join(scratch, `${name}.yaml`);
    const gitlab = { url: "https://gitlab.example.org", elsewhere: ["deploy"] };
    writeFileSync(file, withValue(readFileSync(`specs/${name}.yaml`, "utf8"), ["needle", "gitlab"], gitlab));
    trial = await trialOf(file, "gitlab");
    const { code, output } = await trial.ansible("site");
    expect(code, output).toBe(0);
  });
  afterAll(async () => {
    await trial?.end();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** The deployment as somebody's repository: the vault beside the inventory, and one line changed in the spec. */
  async function repository(values: readonly string[]): Promise<string> {
    const root = join(scratch, "repository");
    const spec = withValue(
      readFileSync(join(deploymentOf(lab()), "spec.yaml"), "utf8"),
      ["needle", "services", "dns", "zones", "apps.example.org", "records", 0, "values"],
      values,
    );
    await commit(root, "A record", {
      "specs/lab.yaml": spec,
      [`inventories/${name}/group_vars/all/vault.yaml`]: readFileSync(join(lab(), "secrets.yaml"), "utf8"),
      [`inventories/${name}/group_vars/all/lab.yaml`]: JSON.stringify(varsInLab(lab(), trial.binary)),
    });
    await execa(join(needleProgram(scratch), "needle"), ["generate", "specs/lab.yaml"], { cwd: root });
    await commit(root, "What it makes");
    return root;
  }

  test("a changed record goes from a commit to an answer, through check, rehearsal and gate", async () => {
    const root = await repository(["192.0.2.99"]);
    const pipeline = readPipeline(readFileSync(join(root, pipelinePath(name)), "utf8"));
    const jobs = ["check", "generate", "lint", "rehearse", "deploy_needle"].map((job) => `${name}:${job}`);
    const done = await execute(pipeline, jobs, {
      repository: root,
      path: [needleProgram(scratch)],
      variables: {
        ...occasions["a push to the default branch"],
        // How this machine reaches the lab, and where its binaries lie.
        ANSIBLE_SSH_ARGS: `-F ${join(lab(), "ssh_config")}`,
        NEEDLE_ARTIFACTS: artefactsDirectory(process.env),
        ...("missing" in trial.binary && { ANSIBLE_SKIP_TAGS: "k3s" }),
      },
      files: {
        NEEDLE_SSH_KEY: readFileSync(join(lab(), "key"), "utf8"),
        NEEDLE_KNOWN_HOSTS: readFileSync(join(lab(), "known_hosts"), "utf8"),
        NEEDLE_VAULT_PASSWORD: readFileSync(join(lab(), "vault-password"), "utf8"),
      },
    });
    for (const { name: job, code, output } of done) expect([job, code], output).toEqual([job, 0]);
    expect(done.map(({ name: job }) => job)).toEqual([jobs[0], jobs[1], jobs[2], jobs[3], jobs[4]]);

    const rehearsal = done.find(({ name: job }) => job.endsWith(":rehearse"));
    expect(rehearsal?.output).toContain("192.0.2.99");
    expect(rehearsal?.artifacts).toContain(`needle-${name}-rehearsal.xml`);
    const output = done.map((one) => one.output).join("\n");
    for (const secret of trial.secrets) expect(output.includes(secret)).toBe(false);

    const answer = `dig +short +timeout=5 @${trial.lab.addressOf(host)} anything.apps.example.org`;
    expect(await trial.says(outsideName, answer)).toBe("192.0.2.99");
  });

  test("the schedule for backups fails without a young snapshot, and passes with one", async ({ skip }) => {
    if ("missing" in trial.binary) skip(`no k3s: ${trial.binary.missing}`);
    const without = await trial.ansible("day2/check_backups");
    expect(without.code, without.output).not.toBe(0);
    expect(flat(without.output)).toContain("There is no snapshot");
    await trial.says(host, "k3s etcd-snapshot save --data-dir /srv/needle/k3s 2>&1");
    const { code, changed, output } = await trial.ansible("day2/check_backups");
    expect([code, changed], output).toEqual([0, 0]);
    await trial.says(host, "touch -d '26 hours ago' /srv/needle/k3s/server/db/snapshots/*");
    const old = await trial.ansible("day2/check_backups");
    expect(flat(old.output)).toContain("The newest snapshot is 26 hours old");
    expect(old.code).not.toBe(0);
  });

  test("the schedule for certificates passes on new ones, and fails when one ends soon", async ({ skip }) => {
    if ("missing" in trial.binary) skip(`no k3s: ${trial.binary.missing}`);
    // The first brings back the record that the pipeline has changed.
    const first = await trial.ansible("day2/certificates");
    expect(first.code, first.output).toBe(0);
    const { code, changed, output } = await trial.ansible("day2/certificates");
    expect([code, changed], output).toEqual([0, 0]);
    const folder = "/srv/needle/k3s/server/tls";
    await trial.says(
      host,
      `openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -days 20 -subj /CN=soon -out ${folder}/soon.crt 2>&1`,
    );
    const soon = await trial.ansible("day2/certificates");
    await trial.says(host, `rm ${folder}/soon.crt`);
    expect(soon.code, soon.output).not.toBe(0);
    expect(flat(soon.output)).toContain("soon.crt of k3s on needle1 ends within 30 days");
  });

  describe("the role of the runner, with packages in the place of GitLab's", () => {
    let vars: Record<string, unknown>;

    beforeAll(async () => {
      const { folder, version, sha256 } = await runnerPackages("18.5.0", token);
      vars = {
        gitlab_runner_url: "https://gitlab.example.org",
        gitlab_runner_token: token,
        gitlab_runner_version: version,
        gitlab_runner_sha256: sha256.runner,
        gitlab_runner_images_sha256: sha256.helperImages,
        gitlab_runner_artefacts: folder,
      };
      const play = [{ name: "Run jobs for GitLab", hosts: "needle", roles: [{ role: "gitlab_runner" }] }];
      writeFileSync(join(deploymentOf(lab()), `playbooks/${name}/runner.yaml`), JSON.stringify(play));
    });

    const role = (more: object = {}, args: readonly string[] = [], killAt?: string) => {
      const file = join(scratch, "runner.json");
      writeFileSync(file, JSON.stringify({ ...vars, ...more }), { mode: 0o600 });
      return trial.ansible("runner", ["-e", `@${file}`, ...args], killAt);
    };
    const installed = () => trial.says(host, "dpkg-query --show 'gitlab-runner*' 2>/dev/null || true");

    test.each([
      [
        "a registration token",
        "GR1348941aBcDeFgHiJkLmNoPqRs",
        "registration token, which GitLab no longer takes",
      ],
      [
        "a token that came of one",
        "glrtr-aBcDeFgHiJkLmNoPqRs",
        "registration token, which GitLab no longer takes",
      ],
      ["any other word", "something-else-altogether", "Which kind this is can not be told"],
    ])("%s is refused before anything is changed, and not shown", async (_what, wrong, reason) => {
      const { code, changed, output } = await role({ gitlab_runner_token: wrong });
      expect([code, changed]).toEqual([2, 0]);
      expect(flat(output)).toContain(reason);
      expect(output).not.toContain(wrong);
    });

    test("a package with another sum is refused, and nothing is installed", async () => {
      const { code, output } = await role({ gitlab_runner_sha256: "0".repeat(64) });
      expect(code).toBe(2);
      expect(flat(output)).toContain("is not gitlab-runner 18.5.0 as the spec has it");
      expect(await installed()).toBe("");
    });

    test("check mode on a bare host does not fail, and changes nothing", async () => {
      const { code, output } = await role({}, ["--check", "--diff"]);
      expect(code, output).toBe(0);
      expect(output).not.toContain(token);
      expect(await installed()).toBe("");
    });

    test.each(["Install the packages", "Record what is installed"])(
      "a run can be killed at '%s'",
      async (task) => {
        const { code, output } = await role({}, [], task);
        expect(output).toContain(`${task}]`);
        expect(code).toBeUndefined();
      },
    );

    test("the next run converges, and the one after changes nothing, in check mode neither", async () => {
      const first = await role({}, ["--diff"]);
      expect(first.code, first.output).toBe(0);
      expect(first.output).not.toContain(token);
      for (const args of [["--diff"], ["--check", "--diff"]]) {
        const { code, changed, output } = await role({}, args);
        expect([code, changed], output).toEqual([0, 0]);
      }
    });

    test("it runs, with its token in a file for root alone, and tells jobs where they are", async () => {
      expect(await trial.says(host, "systemctl is-active gitlab-runner")).toBe("active");
      expect(await trial.says(host, "stat -c '%a %U' /etc/gitlab-runner/config.toml")).toBe("600 root");
      const configuration = await trial.says(host, "cat /etc/gitlab-runner/config.toml");
      expect(configuration).toContain(`token = "${token}"`);
      expect(configuration).toContain('environment = ["NEEDLE_RUNNER_HOST=needle1"]');
      const parse =
        'python3 -c \'import tomllib; tomllib.load(open("/etc/gitlab-runner/config.toml", "rb"))\'';
      expect(await trial.says(host, parse)).toBe("");
      expect(await trial.says(host, "grep -rl glrt- /etc /var/log /var/cache 2>/dev/null || true")).toBe(
        "/etc/gitlab-runner/config.toml",
      );
    });

    test("a token that GitLab does not know is said, without the token", async () => {
      const unknown = "glrt-t1_unknown-to-the-stand-in";
      const { code, output } = await role({ gitlab_runner_token: unknown });
      expect(code).not.toBe(0);
      expect(flat(output)).toContain("does not know the runner of needle1");
      expect(output).not.toContain(unknown);
      expect((await role()).code).toBe(0);
    });

    test("a new release takes the place of the old one", async () => {
      const { folder, version, sha256 } = await runnerPackages("18.6.0", token);
      const more = {
        gitlab_runner_version: version,
        gitlab_runner_sha256: sha256.runner,
        gitlab_runner_images_sha256: sha256.helperImages,
        gitlab_runner_artefacts: folder,
      };
      const { code, output } = await role(more);
      expect(code, output).toBe(0);
      expect(await trial.says(host, "gitlab-runner --version")).toBe("Version: 18.6.0");
      const again = await role(more);
      expect([again.code, again.changed], again.output).toEqual([0, 0]);
    });
  });
});
