import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/** Where the packages that hosts may install lie, inside the image. */
export const OFFER = "/srv/lab-packages";

const hostKeys = `[Unit]
Description=Host keys of this lab host
Before=ssh.service
ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key

[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key

[Install]
WantedBy=multi-user.target
`;

/** How an image differs from a plain Debian; also part of its key. */
export const adaptations = {
  files: {
    "/etc/apt/sources.list": `deb [trusted=yes] file:${OFFER} ./\n`,
    "/etc/hosts": "127.0.0.1 localhost\n",
    "/etc/machine-id": "",
    "/etc/resolv.conf": "",
    "/etc/systemd/system/lab-host-keys.service": hostKeys,
  },
  removed: [
    "/etc/apt/apt.conf.d/99mmdebstrap",
    "/etc/hostname",
    "/etc/ssh/ssh_host_ecdsa_key",
    "/etc/ssh/ssh_host_ecdsa_key.pub",
    "/etc/ssh/ssh_host_ed25519_key",
    "/etc/ssh/ssh_host_ed25519_key.pub",
    "/etc/ssh/ssh_host_rsa_key",
    "/etc/ssh/ssh_host_rsa_key.pub",
  ],
  enabled: ["lab-host-keys.service", "ssh.service"],
  // Periodic work would make a test's minute differ from the next one's.
  disabled: [
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "e2scrub_all.timer",
    "fstrim.timer",
    "man-db.timer",
  ],
  masked: ["e2scrub_reap.service", "systemd-pstore.service"],
} as const;

export async function adapt(root: string): Promise<void> {
  const { files, removed, enabled, disabled, masked } = adaptations;
  for (const path of [...removed, ...Object.keys(files)]) await rm(join(root, path), { force: true });
  for (const [path, content] of Object.entries(files)) await writeFile(join(root, path), content);
  await units(root, "enable", enabled);
  await units(root, "disable", disabled);
  await units(root, "mask", masked);
}

/** Units that this release does not have are none of our business. */
export async function units(root: string, verb: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await execa("systemctl", [`--root=${root}`, verb, "--quiet", name], { reject: verb === "enable" });
  }
}
