import { existsSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of needle's own package: from the sources, or one above from `dist`. */
export const packageRoot = (() => {
  const here = dirname(dirname(fileURLToPath(import.meta.url)));
  return here.endsWith("/dist") ? dirname(here) : here;
})();

/**
 * The environment of every Ansible that needle starts. A virtual environment beside the deployment, or needle's own,
 * is found without being activated; needle's roles are found after the deployment's own.
 */
export function ansibleEnvironment(root: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const venvs = [root, packageRoot]
    .map((folder) => join(folder, ".venv/bin"))
    .filter((folder) => existsSync(folder));
  const roles = [join(root, "roles"), join(packageRoot, "roles")];
  return {
    PATH: [...new Set(venvs), env["PATH"] ?? ""].join(delimiter),
    ...(env["ANSIBLE_ROLES_PATH"] === undefined && { ANSIBLE_ROLES_PATH: [...new Set(roles)].join(":") }),
  };
}

/** The command as a person would type it, to be shown before it is run. */
export const typed = (root: string, command: readonly string[]): string =>
  command
    .map((word) => (word.startsWith(root) ? relative(root, word) : word))
    .map(quoted)
    .join(" ");

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
