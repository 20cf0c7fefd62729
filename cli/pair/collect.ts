import { execa } from "execa";
import type { Pair } from "../../compiler/plan/pair.ts";
import { ansibleEnvironment } from "../ansible.ts";
import { readAnswers } from "./answers.ts";
import type { Sighting } from "./state.ts";

export interface Collection {
  /** Folder with the inventory. */
  readonly root: string;
  /** Name of the deployment. */
  readonly name: string;
  readonly pair: Pair;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** Ansible itself cannot be started. */
export const noAnsible = Symbol("no ansible");

const script = "/usr/local/lib/needle/pair-state";

/** Asks both hosts for their state with the real Ansible: whatever way leads to them is the one that runs take. */
export async function collect({
  root,
  name,
  pair,
  env,
  signal,
}: Collection): Promise<Sighting[] | typeof noAnsible> {
  const hosts = pair.members.map(({ host }) => host.name);
  const args = ["needle_control_plane", "-i", `inventories/${name}`, "--become"];
  const { stdout, stderr, code } = await execa(
    "ansible",
    [...args, "--timeout", "15", "-m", "ansible.builtin.command", "-a", script],
    {
      cwd: root,
      env: { ...env, ...ansibleEnvironment(root, env), ...plainOutput },
      stdin: "ignore",
      reject: false,
      ...(signal && { cancelSignal: signal }),
    },
  );
  if (code === "ENOENT") return noAnsible;
  return readAnswers(
    stdout,
    hosts,
    stderr.split("\n").find((line) => /^\[?ERROR/.test(line)),
  );
}

/** Only what is read: no colours, no warnings, and the one callback whose shape is known. */
const plainOutput = {
  ANSIBLE_STRATEGY: "ansible.builtin.linear",
  ANSIBLE_NOCOLOR: "1",
  ANSIBLE_FORCE_COLOR: "0",
  ANSIBLE_STDOUT_CALLBACK: "ansible.builtin.minimal",
  ANSIBLE_LOAD_CALLBACK_PLUGINS: "0",
  ANSIBLE_CALLBACK_RESULT_FORMAT: "json",
  ANSIBLE_DEPRECATION_WARNINGS: "0",
  ANSIBLE_LOG_PATH: "/dev/null",
};
