import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { ansibleEnvironment } from "../../../cli/ansible.ts";
import { type Binary, findBinary } from "../../../cli/lab/artefact.ts";
import { ansibleInLab, bringUp, deployInLab, deploymentOf } from "../../../cli/lab/trial.ts";
import { changedIn } from "../../../cli/recap.ts";
import { analyse, type Plan } from "../../../index.ts";
import { deadline, type Lab } from "../../../lab/index.ts";

/** A spec on hosts of its own lab, with a way to run its playbooks and to ask its hosts. */
export interface Trial {
  readonly lab: Lab;
  readonly plan: Plan;
  readonly binary: Binary;
  /** Plain values of the lab's secrets, to look for where they must not be. */
  readonly secrets: readonly string[];
  ansible(stage: string, args?: readonly string[], killAt?: string): Promise<Ran>;
  /** Runs a script on a host and gives its output; fails the test when the script fails. */
  says(host: string, script: string, input?: string): Promise<string>;
  end(): Promise<void>;
}

export interface Ran {
  readonly code: number | undefined;
  readonly output: string;
  /** Sum over the hosts of the recap. */
  readonly changed: number;
}

/** Each trial has a name of its own, so that two checkouts on one machine do not meet. */
export async function trialOf(
  file: string,
  title: string,
  suite: "bookworm" | "trixie" = "bookworm",
): Promise<Trial> {
  const name = `${title}-${process.pid}`;
  const text = (await readFile(file, "utf8")).replace(/^name: .*$/m, `name: ${name}`);
  const directory = join(await mkdtemp(join(tmpdir(), "needle-trial-")), name);
  const { plan: written } = analyse(text, file);
  if (!written) throw new Error(`${file} is not sound`);

  const binary = await findBinary(written, process.env);
  const lab = await bringUp(written, { directory, env: process.env, suite });
  const plan = await deployInLab(text, directory, binary);
  return {
    lab,
    plan,
    binary,
    secrets: await valuesIn(directory),
    ansible: (stage, args = [], killAt) => play({ plan, directory, binary, stage, args, killAt }),
    says: (host, script, input) => says(lab, host, script, input),
    end: async () => {
      await lab.down();
      await rm(join(directory, ".."), { recursive: true, force: true });
    },
  };
}

async function valuesIn(directory: string): Promise<string[]> {
  const args = [
    "view",
    "--vault-password-file",
    join(directory, "vault-password"),
    join(directory, "secrets.yaml"),
  ];
  const { stdout } = await execa("ansible-vault", args, {
    env: ansibleEnvironment(process.cwd(), process.env),
  });
  return [...stdout.matchAll(/"([^"]+)"/g)].map(([, value]) => value ?? "");
}

async function says(lab: Lab, host: string, script: string, input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await lab.ssh(host, script, {
    seconds: 120,
    ...(input !== undefined && { input }),
  });
  if (exitCode !== 0) throw new Error(`${host}: ${script}: exit code ${exitCode}\n${stdout}\n${stderr}`);
  return stdout.trim();
}

interface Play extends Pick<Trial, "plan" | "binary"> {
  readonly directory: string;
  readonly stage: string;
  readonly args: readonly string[];
  /** Kills Ansible, as a power cut of the controller would, when it begins a task of this name. */
  readonly killAt?: string | undefined;
}

async function play({ plan, directory, binary, stage, args, killAt }: Play): Promise<Ran> {
  const root = deploymentOf(directory);
  const lab = ansibleInLab(directory, binary, process.env);
  const command = [
    "-i",
    `inventories/${plan.name}`,
    `playbooks/${plan.name}/${stage}.yaml`,
    ...lab.args,
    ...args,
  ];
  const running = execa("ansible-playbook", command, {
    cwd: root,
    env: {
      ...lab.env,
      ...ansibleEnvironment(root, process.env),
      ANSIBLE_LOG_PATH: join(directory, "ansible.log"),
    },
    all: true,
    reject: false,
    detached: true,
    timeout: await deadline(900),
  });
  if (killAt !== undefined)
    running.all.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes(`${killAt}]`)) process.kill(-(running.pid ?? 0), "SIGKILL");
    });
  const { exitCode, all } = await running;
  const output = all ?? "";
  return { code: exitCode, output, changed: changedIn(output) };
}
