import { execa } from "execa";
import { ansibleEnvironment } from "../ansible.ts";
import { readAnswers } from "./answers.ts";
import type { Read, SightingOf } from "./sighting.ts";

export interface Collection<State> {
  /** Folder with the inventory. */
  readonly root: string;
  /** Name of the deployment. */
  readonly name: string;
  readonly hosts: readonly string[];
  /** What is run on each, with its arguments. */
  readonly program: string;
  readonly read: Read<State>;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** Ansible itself cannot be started. */
export const noAnsible = Symbol("no ansible");

/** Asks hosts for their state with the real Ansible: whatever way leads to them is the one that runs take. */
export async function collect<State>({
  root,
  name,
  hosts,
  program,
  read,
  env,
  signal,
}: Collection<State>): Promise<SightingOf<State>[] | typeof noAnsible> {
  const args = ["needle_control_plane", "-i", `inventories/${name}`, "--become"];
  const { stdout, stderr, code } = await execa(
    "ansible",
    [...args, "--timeout", "15", "-m", "ansible.builtin.command", "-a", program],
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
    read,
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
