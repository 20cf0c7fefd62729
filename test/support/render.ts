import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ansible, programsOf, versions } from "./ansible.ts";

/** Variables of a role by the name of a case. */
export type Cases = Record<string, Record<string, unknown>>;

export interface Rendered {
  readonly root: string;
  /** Where a file of a case lies, or where there is room for one. */
  path(name: string, file: string): string;
  remove(): void;
}

/** Templates of a role for each case, by a real Ansible and without a host. */
export async function renderRole(
  name: string,
  cases: Cases,
  files: readonly string[],
  shared: Record<string, unknown>,
): Promise<Rendered> {
  const root = mkdtempSync(join(tmpdir(), `needle-${name}-`));
  const names = Object.keys(cases);
  const role = join(process.cwd(), "roles", name);
  const plays = names.map((title, index) => ({
    name: `Render ${title}`,
    hosts: "localhost",
    connection: "local",
    gather_facts: false,
    vars_files: [`${role}/defaults/main.yml`, `${role}/vars/main.yml`],
    tasks: [
      {
        name: "Render",
        "ansible.builtin.template": {
          src: `${role}/templates/{{ item }}.j2`,
          dest: `${root}/{{ index }}-{{ item }}`,
          mode: "0600",
        },
        vars: { ...shared, ...cases[title], index },
        loop: files,
      },
    ],
  }));
  writeFileSync(join(root, "play.yaml"), JSON.stringify(plays));
  const args = ["-i", "localhost,", "-e", "ansible_python_interpreter={{ ansible_playbook_python }}"];
  const programs = await programsOf(versions.newest);
  const { code, output } = await ansible(programs, "ansible-playbook", [...args, join(root, "play.yaml")]);
  if (code !== 0) throw new Error(output);
  return {
    root,
    path: (title, file) => join(root, `${names.indexOf(title)}-${file}`),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
