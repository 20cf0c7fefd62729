import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Shell, shell } from "./shell.ts";

type Line = Readonly<Record<string, unknown>>;

/** Lines as Ansible tells them, a second apart from each other. */
export function told(...events: readonly Line[]): string {
  return events.map((event, index) => `${JSON.stringify({ at: index, ...event })}\n`).join("");
}

export const play = (name: string, line = 1): Line => ({ event: "play", name, path: `/site.yaml:${line}` });

export const task = (id: string, name: string, more: Line = {}): Line => ({
  event: "task",
  task: id,
  name,
  path: `/roles/${id}.yml:7`,
  handler: false,
  ...more,
});

export const begin = (id: string, host: string): Line => ({ event: "begin", task: id, host });

export const result = (id: string, host: string, status: string, more: Line = {}): Line => ({
  event: "result",
  task: id,
  host,
  status,
  ...more,
});

export const stats = (hosts: Readonly<Record<string, Line>>): Line => ({
  event: "stats",
  hosts: Object.fromEntries(
    Object.entries(hosts).map(([host, counts]) => [host, { ok: 1, changed: 0, failures: 0, ...counts }]),
  ),
});

export interface Stage extends Shell {
  /** From now on ansible-playbook tells this and ends so. Only how needle takes it is under test. */
  plays(events: string, code?: number, more?: string): void;
  /** The playbook that it was given last. */
  played(): string;
  /** A file below the root; nothing when there is none. */
  read(path: string): string | undefined;
}

/** A deployment with a stand-in for ansible-playbook. */
export async function staged(env: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const made = shell({ PATH: process.env["PATH"], ...env });
  const { root } = made;
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  await made.needle("generate", "specs/fra.yaml");
  const read = (path: string) =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
  return {
    ...made,
    plays: (events, code = 0, more = "") => {
      writeFileSync(join(root, "events"), events);
      const program = join(root, ".venv/bin/ansible-playbook");
      const script = `#!/bin/sh\ncp "$3" played\necho out of Ansible\ncat events >&3\n${more}\nexit ${code}\n`;
      // The one before may run still, and a shell reads its script as it goes.
      writeFileSync(`${program}.new`, script, { mode: 0o755 });
      renameSync(`${program}.new`, program);
    },
    played: () => read("played") ?? "",
    read,
  };
}

/** The plays of specs/fra.yaml. */
export const plays = [
  "Look before leaping",
  "Prepare the hosts",
  "Make the data volume",
  "Keep the time",
  "Serve the names",
  "Run Kubernetes",
  "Look at the endpoint from the controller",
] as const;
