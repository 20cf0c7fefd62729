import { rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { units } from "./adapt.ts";
import type { Build } from "./container.ts";
import { updateLists } from "./offer.ts";
import { machinePackages } from "./recipe.ts";
import { debianSources } from "./sources.ts";

/** The container's tree plus a kernel, as a disk that qemu can share between machines. */
export async function buildMachine(build: Build & { readonly parent: string }): Promise<void> {
  const { target, parent } = build;
  const root = join(target, "root");
  await execa("cp", ["--archive", "--reflink=auto", parent, root]);
  await prepareInitramfs(root);
  await installPackages(build, root);
  await units(root, "enable", ["systemd-networkd.service", "systemd-network-generator.service"]);
  await units(root, "disable", ["networking.service", "systemd-networkd-wait-online.service"]);
  for (const file of ["vmlinuz", "initrd.img"]) {
    await execa("cp", ["--dereference", join(root, file), join(target, file)]);
  }
  await makeDisk(root, join(target, "base.raw"));
  await rm(root, { recursive: true });
}

/** Only the drivers of an emulated machine: less to unpack at every boot. */
async function prepareInitramfs(root: string): Promise<void> {
  const directory = join(root, "etc/initramfs-tools");
  await execa("mkdir", ["-p", join(directory, "conf.d")]);
  await writeFile(join(directory, "conf.d/lab"), "MODULES=list\nCOMPRESS=lz4\nRESUME=none\n");
  await writeFile(join(directory, "modules"), "virtio_pci\nvirtio_blk\nvirtio_net\nvirtio_rng\next4\n");
}

/** With the real sources bound over the image's own, which stay as they are. */
async function installPackages({ suite, target, archives }: Build, root: string): Promise<void> {
  const sources = join(target, "sources.list");
  await writeFile(sources, `${(await debianSources(suite)).join("\n")}\n`);
  const apt = "apt-get -q -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o Dpkg::Use-Pty=0";
  const install = `${apt} install --yes --no-install-recommends ${machinePackages.join(" ")}`;
  const tidy = "rm -f /usr/sbin/policy-rc.d";
  const refuse = "printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d; chmod +x /usr/sbin/policy-rc.d";
  await execa(
    "systemd-nspawn",
    [
      ...["--quiet", "--register=no", "--keep-unit", "--pipe", "--resolv-conf=copy-host", "--timezone=off"],
      ...[
        "-D",
        root,
        `--bind=${archives}:/var/cache/apt/archives`,
        `--bind-ro=${sources}:/etc/apt/sources.list`,
      ],
      "--setenv=DEBIAN_FRONTEND=noninteractive",
      ...["sh", "-ec", [refuse, `${apt} update`, install, tidy].join("\n")],
    ],
    { stdin: "ignore" },
  );
  await writeFile(join(root, "etc/resolv.conf"), "");
  await execa("rm", ["-rf", join(root, "var/lib/apt/lists")]);
  await updateLists(root);
}

/** Sparse, and larger than any test needs: it costs only what is written. */
async function makeDisk(root: string, disk: string): Promise<void> {
  await writeFile(disk, "");
  await truncate(disk, 8 * 1024 ** 3);
  const lazily = ["-E", "lazy_itable_init=1,lazy_journal_init=1"];
  await execa("mke2fs", ["-q", "-t", "ext4", "-L", "root", ...lazily, "-d", root, disk]);
}
