import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Failure } from "./progress.ts";

/** Where a failed task is read up. */
export interface Reading {
  readonly file: string;
  readonly why: string;
}

/** Failures, by their scenarios, that make a task of a role fail. */
export const scenariosOf: Readonly<Record<string, readonly string[]>> = {
  unreachable: [
    "power-cut-standby",
    "system-disk-active",
    "firewall-change",
    "server-lost",
    "server-cut",
    "host-lost",
    "host-cut",
  ],
  preflight: ["run-while-degraded"],
  storage: ["data-disk-standby", "data-disk-dead", "data-volume-full"],
  time: ["time-drift"],
  dns: ["dns-crash", "dns-away"],
  k3s: ["k3s-starts-nowhere", "upgrade-fails", "datastore-wiped", "majority-lost"],
  kube_vip: ["lease-flaps", "address-conflict"],
  drbd: ["split-brain", "replication-link", "kernel-without-drbd"],
  cluster: ["run-while-degraded", "fencing-refused", "leftover-mount"],
  witness: ["witness-gone"],
};

/** The role's own page, and the runbooks of this landscape that speak of it: those that are there. */
export function readingFor(
  { task, result }: Pick<Failure, "task" | "result">,
  { root, name }: { readonly root: string; readonly name: string },
): Reading[] {
  const { role, folder } = task;
  const pages = folder === undefined ? [] : [{ file: join(folder, "README.md"), why: `the role ${role}` }];
  const stories = scenariosOf[result.status === "unreachable" ? "unreachable" : (role ?? "")] ?? [];
  const runbooks = stories.map((story) => ({
    file: join(root, `playbooks/${name}/docs/runbooks/${story}.md`),
    why: `the failure ${story}`,
  }));
  const deployment = { file: join(root, `playbooks/${name}/README.md`), why: "stages, roles, secrets" };
  return [...pages, ...runbooks, deployment]
    .filter(({ file }) => existsSync(file))
    .map(({ file, why }) => ({ file: within(root, file), why }));
}

/** Below the folder of the deployment a file is named from there; elsewhere in full. */
export function within(root: string, file: string): string {
  const inside = relative(root, file);
  return inside.startsWith("..") ? file : inside;
}
