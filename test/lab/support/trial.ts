import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { ansibleEnvironment } from "../../../cli/ansible.ts";
import { artefactsDirectory, type Binary, findBinary } from "../../../cli/lab/artefact.ts";
import {
  ansibleInLab,
  deployInLab,
  deploymentOf,
  equip,
  labDirectory,
  labSpecOf,
} from "../../../cli/lab/trial.ts";
import { analyse, compile, type Plan } from "../../../index.ts";
import { checkpointed, deadline, type Lab, openLab } from "../../../lab/index.ts";
import { changedIn } from "../../support/recap.ts";
import { readTree } from "../../support/tree.ts";

/** A spec on hosts of its own lab, with a way to run its playbooks and to ask its hosts. */
export interface Trial {
  readonly lab: Lab;
  /** Folder in which `needle ... --lab` finds this lab. */
  readonly root: string;
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

export interface TrialOptions {
  readonly suite?: "bookworm" | "trixie";
  /** Hosts that have been through the whole deployment already: made once, kept as a checkpoint, and taken from there. */
  readonly converged?: true;
  /** Something stands in for k3s: what waits for it is not left out where there is none. */
  readonly standIn?: true;
}

/** Each lab has a name of its own, so that two checkouts on one machine do not meet. */
export async function trialOf(
  file: string,
  title: string,
  { suite = "bookworm", converged, standIn }: TrialOptions = {},
): Promise<Trial> {
  const text = await readFile(file, "utf8");
  const { plan: written } = analyse(text, file);
  if (!written) throw new Error(`${file} is not sound`);

  const root = await mkdtemp(join(tmpdir(), "needle-trial-"));
  const directory = labDirectory(root, written.name);
  const binary = standIn ? noBinary : await findBinary(written, process.env);
  const spec = { ...labSpecOf(written, suite), name: `${title}-${process.pid}` };
  const deploy = () => deployInLab(text, directory, binary);
  const converge = async (lab: Lab) => {
    await equip(lab, written, process.env);
    const plan = await deploy();
    const { code, output } = await play({
      plan,
      directory,
      binary,
      stage: "site",
      args: [],
      killAt: undefined,
    });
    if (code !== 0) throw new Error(`${file} does not converge:\n${output}`);
  };
  const lab = converged
    ? await checkpointed(
        spec,
        { directory, say, key: await keyOf(text, binary), files: secretFiles },
        converge,
      )
    : openLab(spec, { directory, say });
  if (!converged) {
    await lab.up();
    await equip(lab, written, process.env);
  }
  const plan = await deploy();
  return {
    lab,
    root,
    plan,
    binary,
    secrets: await valuesIn(directory),
    ansible: (stage, args = [], killAt) => play({ plan, directory, binary, stage, args, killAt }),
    says: (host, script, input) => says(lab, host, script, input),
    end: async () => {
      await lab.down();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Of a k3s that nobody installs. */
const noBinary: Binary = {
  file: "",
  sha256: "0".repeat(64),
  directory: artefactsDirectory(process.env),
  own: false,
};

const secretFiles = ["secrets.yaml", "vault-password"];

const say = (line: string) => console.info(line);

/** What a converged host depends on: the spec, what needle makes of it, and the roles. */
async function keyOf(text: string, binary: Binary): Promise<string> {
  const { tree = new Map() } = compile(text, "spec.yaml");
  const binaries = "missing" in binary ? "" : binary.sha256;
  return JSON.stringify([text, binaries, ...tree, ...readTree("roles")]);
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
  const lab = ansibleInLab(plan, directory, binary, process.env);
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
    timeout: await deadline(2400),
  });
  if (killAt !== undefined)
    running.all.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes(`${killAt}]`)) process.kill(-(running.pid ?? 0), "SIGKILL");
    });
  const { exitCode, all } = await running;
  const output = all ?? "";
  return { code: exitCode, output, changed: changedIn(output) };
}
