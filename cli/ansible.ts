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
  const roles = [
    join(packageRoot, "roles"),
    join(root, "roles"),
    ...configured(root, "roles_path"),
    ...installed,
  ];
  return {
    PATH: [...new Set([...venvs, ...(env["PATH"] ?? "").split(delimiter)])].filter(Boolean).join(delimiter),
    ...(env["ANSIBLE_ROLES_PATH"] === undefined && { ANSIBLE_ROLES_PATH: [...new Set(roles)].join(":") }),
  };
}

/** Where Ansible looks for callbacks when nobody says anything else. */
const callbackFolders = ["~/.ansible/plugins/callback", "/usr/share/ansible/plugins/callback"];

/** How Ansible finds the callback that tells needle what a run does, and where that writes to. */
export function eventsEnvironment(root: string, env: NodeJS.ProcessEnv, fd: number): Record<string, string> {
  const said = env["ANSIBLE_CALLBACK_PLUGINS"]?.split(delimiter) ?? configured(root, "callback_plugins");
  const others = said.length > 0 ? said : callbackFolders;
  return {
    ANSIBLE_CALLBACK_PLUGINS: [join(packageRoot, "plugins/callback"), ...others].join(delimiter),
    NEEDLE_EVENTS_FD: String(fd),
  };
}

/** The variable hides what ansible.cfg says, so that is said in it again. */
function configured(root: string, key: "roles_path" | "callback_plugins"): string[] {
  const file = join(root, "ansible.cfg");
  if (!existsSync(file)) return [];
  const [, line = ""] = new RegExp(`^${key}\\s*=\\s*(.*)$`, "m").exec(readFileSync(file, "utf8")) ?? [];
  return line
    .split(":")
    .map((path) => path.trim())
    .filter(Boolean)
    .map((path) => (path.startsWith("~") ? path : resolve(root, path)));
}

/** The command as a person would type it, to be shown before it is run. */
export const typed = (root: string, command: readonly string[]): string =>
  inShell(command.map((word) => (word.startsWith(root) ? relative(root, word) : word)));

export const inShell = (words: readonly string[]): string => words.map(quoted).join(" ");

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
