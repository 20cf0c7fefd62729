import { mkdir, mkdtemp, rm, rmdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { findBinary } from "../../../cli/lab/artefact.ts";
import { deadline, until } from "../../../lab/index.ts";
import { programsOf } from "../../support/ansible.ts";
import { planOf } from "../../support/plan.ts";
import { changedIn } from "../../support/recap.ts";
import { findHelm } from "./helm.ts";
import type { Ran } from "./trial.ts";

/** A real Kubernetes API: k3s' server alone, in a network of its own, with nothing that would run pods. */
export interface Api {
  /** Folder of its own, gone at the end. */
  readonly root: string;
  kubectl(args: readonly string[], input?: string): Promise<string>;
  helm(...args: string[]): Promise<string>;
  /** Plays roles on the controller, through the API. */
  play(play: Play): Promise<Ran>;
  end(): Promise<void>;
}

export interface Play {
  readonly roles: readonly { readonly role: string; readonly vars: object }[];
  readonly tasks?: readonly object[];
  readonly args?: readonly string[];
  /** Of ansible-core. */
  readonly version: string;
  /** As in deployments of metal-stack: templates give native types. */
  readonly native?: true;
  /** Kills the run when it says this. */
  readonly killAt?: string;
}

const address = "10.99.0.1";

/** The API, or what there is none for. */
export async function startApi(): Promise<Api | { readonly missing: string }> {
  const binary = await findBinary(planOf("lab-single"), process.env);
  if ("missing" in binary) return { missing: `no k3s: ${binary.missing}` };
  const helm = await findHelm();
  if ("missing" in helm) return helm;

  const root = await mkdtemp(join(tmpdir(), "needle-api-"));
  const network = `needle-api-${process.pid}`;
  const kubeconfig = join(root, "kubeconfig");
  await mkdir(join(root, "bin"));
  await symlink(binary.file, join(root, "bin/kubectl"));
  await symlink(helm.file, join(root, "bin/helm"));
  await networkOf(network);

  const inside = ["ip", "netns", "exec", network];
  const log = join(root, "k3s.log");
  // The command's own mount namespace: nothing is left in /etc/rancher of this machine.
  const start = 'mkdir -p /etc/rancher && mount -t tmpfs tmpfs /etc/rancher && exec "$@" >"$LOG" 2>&1';
  const server = execa("ip", [...inside.slice(1), "sh", "-c", start, "sh", binary.file, ...serverOf(root)], {
    env: { LOG: log },
    reject: false,
    stdio: "ignore",
  });

  const env = (bin: string) => ({
    PATH: [join(root, "bin"), bin, process.env["PATH"]].join(delimiter),
    KUBECONFIG: kubeconfig,
    K8S_AUTH_KUBECONFIG: kubeconfig,
    // helm's caches.
    HOME: root,
    NO_COLOR: "1",
    ANSIBLE_ROLES_PATH: join(process.cwd(), "roles"),
  });
  const say = async (program: string, args: readonly string[], input?: string): Promise<string> => {
    const options = { env: env(""), ...(input !== undefined && { input }) };
    return (await execa("ip", [...inside.slice(1), program, ...args], options)).stdout;
  };
  await until(async () => (await say("kubectl", ["get", "--raw", "/readyz"])) === "ok", {
    seconds: 120,
    what: "the API of k3s",
    log: async () => (await execa("tail", ["-n", "25", log])).stdout,
  });

  return {
    root,
    kubectl: (args, input) => say("kubectl", args, input),
    helm: (...args) => say("helm", args),
    play: async ({ version, native, ...play }) => {
      const programs = env(await programsOf(version));
      return run({
        ...play,
        root,
        inside,
        env: native ? { ...programs, ANSIBLE_JINJA2_NATIVE: "1" } : programs,
      });
    },
    end: async () => {
      server.kill();
      await server;
      await execa("ip", ["netns", "delete", network]);
      await rm(root, { recursive: true, force: true });
      // Only when it is empty, so only when it is ours.
      await rmdir("/etc/rancher").catch(() => {});
    },
  };
}

/** k3s wants an address and a way out, and gets the one end of a cable that leads nowhere. */
async function networkOf(name: string): Promise<void> {
  await execa("ip", ["netns", "add", name]);
  for (const command of [
    "link set lo up",
    "link add eth0 type veth peer name eth1",
    "link set eth0 up",
    "link set eth1 up",
    `address add ${address}/24 dev eth0`,
    "route add default via 10.99.0.254",
  ])
    await execa("ip", ["-n", name, ...command.split(" ")]);
}

const serverOf = (root: string): string[] => [
  "server",
  `--data-dir=${root}/data`,
  `--write-kubeconfig=${root}/kubeconfig`,
  `--node-ip=${address}`,
  `--bind-address=${address}`,
  "--disable-agent",
  "--flannel-backend=none",
  "--disable-network-policy",
  "--disable-helm-controller",
  "--disable-cloud-controller",
  "--disable=coredns,local-storage,metrics-server,servicelb,traefik",
];

interface Run extends Omit<Play, "version"> {
  readonly root: string;
  readonly inside: readonly string[];
  readonly env: Record<string, string>;
}

async function run({ root, inside, env, roles, tasks = [], args = [], killAt }: Run): Promise<Ran> {
  const file = join(root, "play.yaml");
  const vars = { ansible_python_interpreter: "{{ ansible_playbook_python }}" };
  const play = {
    name: "Play",
    hosts: "localhost",
    connection: "local",
    gather_facts: false,
    vars,
    roles,
    tasks,
  };
  await writeFile(file, JSON.stringify([play]));
  const running = execa("ip", [...inside.slice(1), "ansible-playbook", "-i", "localhost,", file, ...args], {
    env,
    all: true,
    reject: false,
    detached: true,
    timeout: await deadline(600),
  });
  if (killAt !== undefined)
    running.all.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes(`${killAt}]`)) process.kill(-(running.pid ?? 0), "SIGKILL");
    });
  const { exitCode, all } = await running;
  return { code: exitCode, output: all, changed: changedIn(all) };
}
