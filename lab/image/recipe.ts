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
  "curl",
  "dosfstools",
  "e2fsprogs",
  "ethtool",
  "gdisk",
  "haproxy",
  "iptables",
  "jq",
  "kmod",
  "lvm2",
  "needrestart",
  "nftables",
  "openssl",
  "parted",
  "pdns-backend-sqlite3",
  "pdns-server",
  "python3-apt",
  "socat",
  "sqlite3",
  "thin-provisioning-tools",
  "unattended-upgrades",
  "xfsprogs",
] as const;

/** Raised by hand when the build itself changes in a way that the lists below do not show. */
const EDITION = 2;

/** Everything an image is made from, as one text. */
export function recipeOf(suite: Suite, flavour: LabHost["kind"]): string {
  const common = { edition: EDITION, suite, basePackages, offeredPackages, adaptations, offering };
  return JSON.stringify(flavour === "container" ? common : { ...common, machinePackages });
}
