import type { LabHost, Suite } from "../lab.ts";
import { adaptations } from "./adapt.ts";
import { offering } from "./offer.ts";

/** A bare server: what an installer leaves, with ssh for the operator and Python for Ansible. */
export const basePackages = [
  "ca-certificates",
  "dbus",
  "iproute2",
  "iputils-ping",
  "openssh-server",
  "python3",
  "python3-apt",
  "systemd-sysv",
  "udev",
] as const;

export const machinePackages = ["initramfs-tools", "linux-image-amd64", "lvm2", "zstd"] as const;

/** What needle's roles install; the hosts have no other source, so a package missing here is missing for them. */
export const offeredPackages = [
  "apt-listchanges",
  "bind9-dnsutils",
  "chrony",
  "conntrack",
  "corosync",
  "corosync-qdevice",
  "corosync-qnetd",
  "curl",
  "dmidecode",
  "dosfstools",
  "drbd-utils",
  "e2fsprogs",
  "ethtool",
  "frr",
  "gdisk",
  "git",
  "haproxy",
  "ipmitool",
  "iptables",
  "iputils-arping",
  "jq",
  "keepalived",
  "kmod",
  "libnss3-tools",
  "libxml2-utils",
  "lvm2",
  "needrestart",
  "nftables",
  "openssl",
  "pacemaker",
  "pacemaker-cli-utils",
  "parted",
  "pdns-backend-sqlite3",
  "pdns-server",
  "psmisc",
  "python3-apt",
  "python3-lxml",
  "resource-agents",
  "restic",
  "sbd",
  "socat",
  "sqlite3",
  "thin-provisioning-tools",
  "unattended-upgrades",
  "xfsprogs",
  "xz-utils",
] as const;

/** Those that a release has under other names. Debian 13 splits the fence agents; all of them are 1.7 GB there. */
export const releasePackages: Readonly<Record<Suite, readonly string[]>> = {
  bookworm: ["fence-agents"],
  trixie: ["fence-agents-ipmilan", "fence-agents-redfish"],
};

export function offerOf(suite: Suite): readonly string[] {
  return [...offeredPackages, ...releasePackages[suite]];
}

/** Raised by hand when the build itself changes in a way that the lists below do not show. */
const EDITION = 2;
const MACHINE_EDITION = 1;

/** Everything an image is made from, as one text. */
export function recipeOf(suite: Suite, flavour: LabHost["kind"]): string {
  const common = { edition: EDITION, suite, basePackages, offer: offerOf(suite), adaptations, offering };
  return JSON.stringify(
    flavour === "container" ? common : { ...common, machineEdition: MACHINE_EDITION, machinePackages },
  );
}
