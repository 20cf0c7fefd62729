import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import type { Made, Place } from "./ansible-vault.ts";
import { filesOf } from "./files.ts";

/** The user keeps secrets with sops: its rules lie in the repository, and the program is there. */
export const hasSops = ({ root, env }: Place): boolean =>
  existsSync(join(root, ".sops.yaml")) &&
  (env["PATH"] ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, "sops")));

/** Ansible reads such files by a plugin of a collection; without it, it takes what is encrypted for the values. */
export const sopsSettings = ({ root, env }: Place, deployment: string): Record<string, string> =>
  env["ANSIBLE_VARS_ENABLED"] === undefined && filesOf(root, deployment).some(({ kind }) => kind === "sops")
    ? { ANSIBLE_VARS_ENABLED: "host_group_vars,community.sops.sops" }
    : {};

export const openSops = (file: string, place: Place): Promise<Made> =>
  sops(["--decrypt", ...yaml, file], "", place);

/** Encrypts what comes through a pipe by the rules for the file it will lie in. */
export const sealSops = (text: string, file: string, place: Place): Promise<Made> =>
  sops(["--encrypt", ...yaml, "--filename-override", file, "/dev/stdin"], text, place);

const yaml = ["--input-type", "yaml", "--output-type", "yaml"];

/** Node hands over standard input as a socket, which cannot be opened by name: cat makes a pipe of it. */
async function sops(args: readonly string[], input: string, { root, env }: Place): Promise<Made> {
  const { exitCode, code, stdout, stderr } = await execa("sh", ["-c", 'cat | sops "$@"', "sops", ...args], {
    cwd: root,
    env,
    input,
    reject: false,
    stripFinalNewline: false,
  });
  if (code === "ENOENT" || exitCode === 127) return { missing: "sops" };
  return exitCode === 0 ? { text: stdout } : { reason: inOneLine(stderr) || "sops failed" };
}

/** It draws a column at the left of what it quotes. */
const inOneLine = (text: string): string => text.trim().replace(/\s*\n[\s|]*/g, " ");
