import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "../../compiler/plan/plan.ts";
import { withValue } from "../../compiler/source/edit.ts";
import { compile } from "../../index.ts";
import { type Lab, type LabHost, type LabSpec, openLab, type Say } from "../../lab/index.ts";
import { applyChanges } from "../disk/journal.ts";
import { driftOf } from "../disk/owned.ts";
import { artefactsDirectory, type Binary, hasKubeVip } from "./artefact.ts";
import { equipOutside, outsideHost } from "./outside.ts";
import { makeSecrets } from "./secrets.ts";
import { strategyFor } from "./strategy.ts";

export const labDirectory = (root: string, name: string): string => join(root, ".needle/lab", name);

export const deploymentOf = (directory: string): string => join(directory, "deployment");

export interface TrialOptions {
  /** Folder that the lab may fill and remove. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say?: Say;
  /** Debian release of the hosts. */
  readonly suite?: LabSpec["suite"] | undefined;
}

/** Hosts for a plan, with all that an operator would have: secrets, a time server, a client outside. */
export async function bringUp(
  plan: Plan,
  { directory, env, say = () => {}, suite = "bookworm" }: TrialOptions,
): Promise<Lab> {
  const lab = openLab(labSpecOf(plan, suite), { directory, say });
  await lab.up();
  await equip(lab, plan, env);
  return lab;
}

/** What hosts that are up lack of a site: secrets on the controller, a time server and a client outside. */
export async function equip(lab: Lab, plan: Plan, env: NodeJS.ProcessEnv): Promise<void> {
  await makeSecrets(plan.secrets, lab.directory, env, await controllersOf(plan, lab));
  await equipOutside(lab, plan.network.cidr);
}

/** The lab's board controllers have their passwords already; by the secrets' places. */
async function controllersOf({ pair }: Plan, lab: Lab): Promise<Map<string, string>> {
  const members = pair?.members ?? [];
  const passwords = members.map(
    async ({ host, bmc }) => [bmc.password.place, (await lab.bmcOf(host.name)).password] as const,
  );
  return new Map(await Promise.all(passwords));
}

export function labSpecOf(plan: Plan, suite: LabSpec["suite"]): LabSpec {
  const { name, network, hosts, pair } = plan;
  const gateway = network.gateway ?? "";
  return {
    name,
    suite,
    network: { cidr: network.cidr, gateway },
    ...(pair?.link && { replication: { cidr: pair.link.cidr } }),
    hosts: [...hosts.map((host) => hostOf(host, plan)), outsideHost(plan)],
  };
}

/** Two machines share the cores that one has for itself, and none of them carries a kubelet. */
function hostOf(host: Plan["hosts"][number], { pair }: Plan): LabHost {
  const { name, address, kind, disks, replication, bmc, watchdog } = host;
  const own = { name, address, ...(replication !== undefined && { replication }) };
  if (kind === "container") return { ...own, kind };
  return {
    ...own,
    kind: "machine",
    ...(pair ? { memory: 2048, cpus: 1 } : { memory: 4096, cpus: 2 }),
    disks: disks.map(() => 1024),
    ...(bmc && { bmc: bmc.address }),
    ...(watchdog !== undefined && { watchdog: true }),
  };
}

/** Writes the deployment of a spec beside its lab. A binary of another build states its own sum in the lab's copy of the spec. */
export async function deployInLab(text: string, directory: string, binary: Binary): Promise<Plan> {
  const spec = "sha256" in binary ? withValue(text, ["needle", "kubernetes", "sha256"], binary.sha256) : text;
  const { plan, tree } = compile(spec, "spec.yaml");
  if (!plan || !tree) throw new Error("a lab takes sound specs only");
  const root = deploymentOf(directory);
  await mkdir(root, { recursive: true });
  await writeFile(join(root, "spec.yaml"), spec);
  const { changes } = driftOf(root, plan.name, tree, "spec.yaml");
  if (changes.length > 0) applyChanges(root, changes);
  return plan;
}

/** What has no binary here, and what could not be without that. */
function leftOut({ quorum }: Plan, binary: Binary, env: NodeJS.ProcessEnv): string[] {
  if ("missing" in binary)
    return ["--skip-tags", quorum ? "k3s,k3s_agent,kube_vip,keepalived" : "k3s,k3s_agent"];
  return quorum?.owner.kind === "kube-vip" && !hasKubeVip(env) ? ["--skip-tags", "kube_vip"] : [];
}

/** The command by which ssh gets into the lab's network. */
function wayInto(directory: string): string[] {
  const file = join(directory, "ssh_config");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return /^ *ProxyCommand (ip netns exec \S+) /m.exec(text)?.[1]?.split(" ") ?? [];
}

/** What holds in a lab alone. Who uses its endpoint is in its network. */
export const varsInLab = (directory: string, binary: Binary) => ({
  endpoint_through: wayInto(directory),
  ...("own" in binary && binary.own && { k3s_agent: false }),
});

/** What ansible-playbook needs beside the inventory to reach the lab, read its secrets and find its artefacts. */
export function ansibleInLab(plan: Plan, directory: string, binary: Binary, env: NodeJS.ProcessEnv) {
  return {
    args: [
      "-e",
      `@${join(directory, "secrets.yaml")}`,
      ...leftOut(plan, binary, env),
      "-e",
      JSON.stringify(varsInLab(directory, binary)),
    ],
    env: {
      ...strategyFor(plan),
      ...env,
      ANSIBLE_SSH_ARGS: `-F ${join(directory, "ssh_config")} -o ControlMaster=auto -o ControlPersist=600s`,
      ANSIBLE_SSH_CONTROL_PATH_DIR: join(directory, "cp"),
      ANSIBLE_PIPELINING: "1",
      // An emulated host under load takes longer than 10 seconds to say hello.
      ANSIBLE_TIMEOUT: "60",
      ANSIBLE_VAULT_PASSWORD_FILE: join(directory, "vault-password"),
      NEEDLE_ARTIFACTS: artefactsDirectory(env),
    },
  };
}
