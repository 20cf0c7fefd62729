import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of needle's own package: from the sources, or one above from `dist`. */
export const packageRoot = (() => {
  const here = dirname(dirname(fileURLToPath(import.meta.url)));
  return here.endsWith("/dist") ? dirname(here) : here;
})();

/**
 * The environment of every Ansible that needle starts. A virtual environment beside the deployment, or needle's own,
 * is found without being activated. needle's roles come first: a repository may have another role named dns. Last are
 * those that a release vector has brought.
 */
export function ansibleEnvironment(root: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const venvs = [root, packageRoot]
    .map((folder) => join(folder, ".venv/bin"))
    .filter((folder) => existsSync(folder));
  const installed = env["HOME"] === undefined ? [] : [join(env["HOME"], ".ansible/roles")];
  const roles = [join(packageRoot, "roles"), join(root, "roles"), ...configuredRoles(root), ...installed];
  return {
    PATH: [...new Set([...venvs, ...(env["PATH"] ?? "").split(delimiter)])].filter(Boolean).join(delimiter),
    ...(env["ANSIBLE_ROLES_PATH"] === undefined && { ANSIBLE_ROLES_PATH: [...new Set(roles)].join(":") }),
  };
}

/** The variable hides what ansible.cfg says, so that is said in it again. */
function configuredRoles(root: string): string[] {
  const file = join(root, "ansible.cfg");
  if (!existsSync(file)) return [];
  const [, line = ""] = /^roles_path\s*=\s*(.*)$/m.exec(readFileSync(file, "utf8")) ?? [];
  return line
    .split(":")
    .map((path) => path.trim())
    .filter(Boolean)
    .map((path) => resolve(root, path));
}

/** The command as a person would type it, to be shown before it is run. */
export const typed = (root: string, command: readonly string[]): string =>
  command
    .map((word) => (word.startsWith(root) ? relative(root, word) : word))
    .map(quoted)
    .join(" ");

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
