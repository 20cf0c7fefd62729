import { execa } from "execa";
import { ansibleEnvironment } from "../ansible.ts";
import type { Keys } from "./keys.ts";

/** What a program made, why it did not, or that it is not there. */
export type Made = { readonly text: string } | { readonly reason: string } | { readonly missing: string };

export interface Place {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The text of an encrypted file. It goes through a pipe into memory, never to a disk. */
export const openVault = (file: string, { args }: Keys, place: Place): Promise<Made> =>
  vault(["decrypt", "--output", "-", ...args, file], "", place);

/** Encrypts what comes through a pipe, for the vault id or, without one, for the only password there is. */
export const sealVault = (
  text: string,
  label: string | undefined,
  { args }: Keys,
  place: Place,
): Promise<Made> =>
  vault(
    ["encrypt", "--output", "-", ...args, ...(label === undefined ? [] : ["--encrypt-vault-id", label]), "-"],
    text,
    place,
  );

/** A person who must be asked is asked by ansible-vault itself, at the terminal. */
async function vault(args: readonly string[], input: string, { root, env }: Place): Promise<Made> {
  const { exitCode, code, stdout, stderr } = await execa("ansible-vault", args, {
    cwd: root,
    env: { ...env, ...ansibleEnvironment(root, env), ANSIBLE_NOCOLOR: "1" },
    input,
    reject: false,
    stripFinalNewline: false,
  });
  if (code === "ENOENT") return { missing: "ansible-vault" };
  return exitCode === 0 ? { text: stdout } : { reason: reasonIn(stderr) };
}

/** What it says is wrong, on one line, without the word ERROR and the file's path on this machine. */
const reasonIn = (stderr: string): string =>
  stderr
    .split("\n")
    .map((line) => line.replace(/^(ERROR! |\[ERROR\]: )/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("[WARNING]"))
    .join(" ")
    .replace(/ for \/\S+$/, "") || "ansible-vault failed";

/** The vault id that an encrypted file names in its first line; an empty one where it names none; nothing when it is not encrypted. */
export function labelIn(text: string): string | undefined {
  const [, label] = /^\$ANSIBLE_VAULT;[\d.]+;[^;\n]+(?:;([^\n]*))?/.exec(text) ?? [];
  return text.startsWith("$ANSIBLE_VAULT;") ? (label ?? "").trim() : undefined;
}
