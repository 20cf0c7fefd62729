import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAnswered } from "../ask.ts";

/** How ansible-vault comes by its passwords, said as it is said to ansible-vault. needle never sees one. */
export interface KeyOptions {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly vaultId?: readonly string[] | undefined;
  readonly vaultPasswordFile?: readonly string[] | undefined;
}

export interface Keys {
  /** Arguments of every program of Ansible's that must read the files. */
  readonly args: readonly string[];
  /** Vault ids. A password without one has the id `default`. */
  readonly labels: readonly string[];
}

/**
 * From the command line, else from where Ansible looks by itself: its environment, ansible.cfg. Without any there,
 * ansible-vault asks the person at the terminal; where nobody is, there are no keys.
 */
export function keysOf(
  { root, env, vaultId = [], vaultPasswordFile = [] }: KeyOptions,
  person = isAnswered(),
): Keys | undefined {
  const said = [...vaultId, ...vaultPasswordFile];
  if (said.length > 0)
    return {
      args: [
        ...vaultId.flatMap((id) => ["--vault-id", id]),
        ...vaultPasswordFile.flatMap((file) => ["--vault-password-file", file]),
      ],
      labels: [...vaultId.map(labelOf), ...vaultPasswordFile.map(() => unlabelled)],
    };
  const around = surroundings(root, env);
  if (around.length > 0) return { args: [], labels: around };
  return person ? { args: ["--ask-vault-pass"], labels: [unlabelled] } : undefined;
}

export const unlabelled = "default";

const labelOf = (id: string): string => (id.includes("@") ? id.slice(0, id.indexOf("@")) : unlabelled);

function surroundings(root: string, env: NodeJS.ProcessEnv): string[] {
  const said = configuration(root, env);
  const ids = env["ANSIBLE_VAULT_IDENTITY_LIST"] ?? said("vault_identity_list") ?? "";
  const file = env["ANSIBLE_VAULT_PASSWORD_FILE"] ?? said("vault_password_file") ?? "";
  const labels = ids
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "")
    .map(labelOf);
  return file === "" ? labels : [...labels, unlabelled];
}

/** The one file that Ansible reads its settings from. */
function configuration(root: string, env: NodeJS.ProcessEnv): (setting: string) => string | undefined {
  const { ANSIBLE_CONFIG: named, HOME: home = "/" } = env;
  const file = [named ?? "", join(root, "ansible.cfg"), join(home, ".ansible.cfg")].find(
    (path) => path !== "" && existsSync(path),
  );
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  return (setting) => new RegExp(`^${setting}\\s*=\\s*(\\S.*)$`, "m").exec(text)?.[1];
}
