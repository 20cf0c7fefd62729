import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { metalSettings } from "../../../generators/metal-stack/stages.ts";
import { writeTree } from "../tree.ts";
import { atFirst } from "./cluster.ts";
import type { Run } from "./play.ts";

const standIns = join(process.cwd(), "test/support/metal-roles/stand-ins");

/** Modules of collections that are there by name only: where one would run, the recorder answers. */
const modules = {
  "kubernetes.core": [
    "k8s",
    "k8s_exec",
    "k8s_info",
    "k8s_json_patch",
    "helm",
    "helm_info",
    "helm_repository",
  ],
  "community.docker": ["docker_container"],
  "community.general": ["filesystem", "lvg", "lvol", "timezone"],
  "ansible.posix": ["authorized_key", "mount", "synchronize", "sysctl"],
};

/** Modules that a checkout of metal-ansible-modules or ansible-common is too old for when it is older than the roles. */
const library = ["metal_v2_admin_tenant", "metal_v2_admin_token", "print_message"];

function collections(): ReadonlyMap<string, string> {
  const lookup = readFileSync(join(standIns, "lookup/k8s.py"), "utf8");
  const named = Object.entries(modules).flatMap(([collection, names]) =>
    names.map((name) => [`${collection.replace(".", "/")}/plugins/modules/${name}.py`, ""] as const),
  );
  return new Map([...named, ["kubernetes/core/plugins/lookup/k8s.py", lookup]]);
}

/** What a run of Ansible finds in the place of clusters and hosts, and its environment. */
export function setUp(run: Run) {
  const root = mkdtempSync(join(tmpdir(), "needle-play-"));
  const path = (...names: string[]) => join(root, ...names);
  mkdirSync(path("tmp"));
  mkdirSync(path("needle"));
  // On a controller the role dns leaves it there.
  writeFileSync(path("needle/dns.crt"), "stand-in");
  writeTree(path("collections/ansible_collections"), collections());
  writeTree(path("library"), new Map(library.map((name) => [`${name}.py`, ""])));
  writeFileSync(path("tmp/metal-stack-release-vector-cache.json"), JSON.stringify(run.vector ?? {}));
  writeFileSync(path("vars.json"), JSON.stringify(variablesOf(run, path("needle"))));
  const settings = { record: path("record"), objects: [...atFirst, ...(run.objects ?? [])] };
  writeFileSync(path("stand-in.json"), JSON.stringify(settings));
  return { path, env: environment(run, path), remove: () => rmSync(root, { recursive: true, force: true }) };
}

const environment = (run: Run, path: (...names: string[]) => string): Record<string, string> => ({
  ANSIBLE_LIBRARY: path("library"),
  ANSIBLE_CALLBACK_PLUGINS: join(standIns, "callback"),
  ANSIBLE_CONNECTION_PLUGINS: join(standIns, "connection"),
  ANSIBLE_COLLECTIONS_PATH: path("collections"),
  ANSIBLE_ROLES_PATH: run.roles.join(":"),
  ANSIBLE_HOME: path("home"),
  ANSIBLE_LOCALHOST_WARNING: "False",
  ...metalSettings,
  ANSIBLE_DEPRECATION_WARNINGS: "False",
  PYTHONPATH: join(standIns, "python"),
  STAND_IN: path("stand-in.json"),
  TMPDIR: path("tmp"),
});

const variablesOf = ({ vars }: Run, folder: string) => ({
  ansible_connection: "recording",
  needle_folder: folder,
  // Nothing is there that could answer.
  metal_check_api_available: false,
  ...vars,
});
