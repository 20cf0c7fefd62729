import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeGroups, membersOf, removeGroups } from "./cgroup.ts";
import { endAll } from "./end.ts";
import type { Bind } from "./lab.ts";
import type { Maker } from "./maker.ts";
import { mountOverlay, UPPER } from "./mounts.ts";
import { plugContainer, unplugContainer } from "./network.ts";
import type { Place } from "./place.ts";
import { launch, marks } from "./process.ts";
import { keyOf } from "./ssh.ts";
import { keepProcess, runs } from "./state.ts";

/** systemd-nspawn on an overlay of the image: a booted Debian with systemd and sshd in about a second. */
export const container: Maker = {
  seconds: 60,

  async prepare(place, image) {
    await mountOverlay(join(image.directory, "root"), place.directory, rootOf(place));
    for (const [path, content] of Object.entries(clockless)) {
      await mkdir(dirname(join(rootOf(place), path)), { recursive: true });
      await writeFile(join(rootOf(place), path), content);
    }
  },

  async start(place) {
    if (await runs(place)) return;
    await plugContainer(place);
    const process = await launch({
      argv: nspawn(place),
      log: place.console,
      groups: await makeGroups(place.group),
      directory: place.directory,
      // A systemd of today refuses the split hierarchies that this machine may have.
      environment: { SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: "1" },
    });
    await keepProcess(place, process);
  },

  async kill(place) {
    await endAll(() => container.processes(place), `${place.host.name} to lose its power`);
    await removeGroups(place.group);
    await unplugContainer(place);
  },

  pull: (place) => container.kill(place),

  processes: async (place) => marks(await membersOf(place.group)),

  disks: () => [UPPER],
};

/** A killed nspawn leaves its notes about the container in /run; call this while the root is still mounted. */
export async function forgetContainer(place: Place): Promise<void> {
  const root = await stat(rootOf(place)).catch(() => undefined);
  if (root) await rm(`/run/systemd/nspawn/locks/inode-${root.dev}:${root.ino}`, { force: true });
  await rm(`/run/systemd/nspawn/propagate/${place.namespace}`, { recursive: true, force: true });
}

/** Debian's chrony refuses to start where it can not set the clock; so it serves the time and leaves it alone. */
const clockless = {
  "etc/lab/chrony": 'DAEMON_OPTS="-F 1 -x"\n',
  "etc/systemd/system/chrony.service.d/lab.conf":
    "[Unit]\nConditionCapability=\n[Service]\nEnvironmentFile=/etc/lab/chrony\n",
};

function rootOf({ directory }: Place): string {
  return join(directory, "root");
}

/** Outside of a unit nspawn leaves the second half of a reboot, announced by its exit code, to whoever called it. */
const AGAIN = 'while "$@"; [ $? -eq 133 ]; do :; done';

function nspawn(place: Place): string[] {
  const { site, host, namespace } = place;
  return [
    ...["sh", "-c", AGAIN, "sh"],
    "systemd-nspawn",
    "--boot",
    "--quiet",
    "--register=no",
    "--keep-unit",
    "--console=read-only",
    "--kill-signal=SIGRTMIN+3",
    `--machine=${namespace}`,
    `--hostname=${host.name}`,
    `--directory=${rootOf(place)}`,
    `--network-namespace-path=/run/netns/${namespace}`,
    "--capability=all",
    // Clock and kernel modules are not namespaced: chrony in a container would step the clock of this machine.
    "--drop-capability=CAP_SYS_TIME,CAP_SYS_MODULE",
    "--resolv-conf=off",
    "--timezone=off",
    "--setenv=SYSTEMD_COLORS=0",
    "--link-journal=no",
    `--load-credential=ssh.authorized_keys.root:${keyOf(site)}.pub`,
    ...(host.binds ?? []).map(({ from, to }: Bind) => `--bind=${from}:${to}`),
  ];
}
