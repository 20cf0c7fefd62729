import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { execa } from "execa";
import { ansibleEnvironment } from "../../../cli/ansible.ts";
import { type Binary, findBinary } from "../../../cli/lab/artefact.ts";
import { equipOutside } from "../../../cli/lab/outside.ts";
import { makeSecrets } from "../../../cli/lab/secrets.ts";
import { ansibleInLab, deployInLab, deploymentOf, labSpecOf } from "../../../cli/lab/trial.ts";
import { analyse, type Plan } from "../../../index.ts";
import { deadline, type Lab, openLab } from "../../../lab/index.ts";
import { changedIn } from "../../support/recap.ts";
import type { Ran, Trial } from "./trial.ts";

/**
 * Two containers of a pair, with a directory of this machine (in its memory) in the place of the replicated filesystem, and
 * hands in the place of the cluster: `take` and `leave` do what Pacemaker does with mount and address.
 */
export interface Moving extends Pick<Trial, "lab" | "plan" | "binary" | "says" | "end"> {
  ansible(...args: string[]): Promise<Ran>;
  take(host: string): Promise<void>;
  leave(host: string): Promise<void>;
}

const shared = "/srv/shared";

/** They need what containers have not, or do what hands do here. */
const left = "drbd,cluster,storage";

export async function movingOf(text: string): Promise<Moving> {
  const { plan: written } = analyse(text, "pair.yaml");
  if (!written) throw new Error("the spec of the pair is not sound");
  const directory = join(await mkdtemp(join(tmpdir(), "needle-trial-")), `moving-${process.pid}`);
  const binary = await findBinary(written, process.env);
  const volume = join(directory, "..", "volume");
  await mkdir(volume);
  // A filesystem of its own, so that whoever holds it can be told from whoever holds the disk below.
  await execa("mount", ["-t", "tmpfs", "-o", "size=1g,mode=755", "tmpfs", volume]);
  const { hosts, ...spec } = labSpecOf(written, "bookworm");
  const members = written.hosts.map(({ name }) => name);
  const lab = openLab(
    {
      ...spec,
      name: basename(directory),
      hosts: hosts.map((host) =>
        members.includes(host.name) ? { ...host, binds: [{ from: volume, to: shared }] } : host,
      ),
    },
    { directory, say: (line) => console.info(line) },
  );
  await lab.up();
  await makeSecrets(written.secrets, directory, process.env);
  await equipOutside(lab, written.network.cidr);
  const plan = await deployInLab(text, directory, binary);
  const says = (host: string, script: string, input?: string) => speak(lab, host, script, input);
  const { mount } = plan.storage;
  const address = `${plan.endpoint.address}/${plan.pair?.vip.prefix} dev eth0`;
  return {
    lab,
    plan,
    binary,
    says,
    ansible: (...args) => play({ plan, directory, binary, args }),
    // Mounted at one place only, as the device would be.
    take: async (host) => {
      await says(
        host,
        `mkdir -p ${mount}; mount --bind ${shared} ${mount}; umount ${shared}; ip address add ${address}`,
      );
      await announce(lab, host, plan);
    },
    leave: async (host) => {
      await says(host, `ip address delete ${address}; mount --bind ${mount} ${shared}; umount ${mount}`);
    },
    end: async () => {
      await lab.down();
      await execa("umount", [volume]);
      await rm(join(directory, ".."), { recursive: true, force: true });
    },
  };
}

/** What the cluster's address agent does: neighbours learn where the address is now. */
const announce = (lab: Lab, host: string, { endpoint }: Plan) =>
  lab.ssh(host, ["python3", "-c", gratuitous, "eth0", endpoint.address]);

const gratuitous = `
import socket, struct, sys
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0806))
wire.bind((sys.argv[1], 0x0806))
own, address = wire.getsockname()[4], socket.inet_aton(sys.argv[2])
header = b"\\xff" * 6 + own + struct.pack("!HHHBBH", 0x0806, 1, 0x0800, 6, 4, 1)
wire.send(header + own + address + bytes(6) + address)
`;

async function speak(lab: Lab, host: string, script: string, input?: string): Promise<string> {
  const options = { seconds: 120, ...(input !== undefined && { input }) };
  const { exitCode, stdout, stderr } = await lab.ssh(host, script, options);
  if (exitCode !== 0) throw new Error(`${host}: ${script}: exit code ${exitCode}\n${stdout}\n${stderr}`);
  return stdout.trim();
}

interface Play {
  readonly plan: Plan;
  readonly directory: string;
  readonly binary: Binary;
  readonly args: readonly string[];
}

async function play({ plan, directory, binary, args }: Play): Promise<Ran> {
  const root = deploymentOf(directory);
  const lab = ansibleInLab(plan, directory, binary, process.env);
  const skipped = "missing" in binary ? `${left},k3s` : left;
  const site = ["-i", `inventories/${plan.name}`, `playbooks/${plan.name}/site.yaml`];
  const { exitCode, all } = await execa(
    "ansible-playbook",
    [...site, ...lab.args, "--skip-tags", skipped, ...args],
    {
      cwd: root,
      env: { ...lab.env, ...ansibleEnvironment(root, process.env) },
      all: true,
      reject: false,
      timeout: await deadline(900),
    },
  );
  return { code: exitCode, output: all, changed: changedIn(all) };
}
