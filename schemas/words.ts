import * as z from "zod";

/** The words a spec is made of. Patterns are spelled out here because zod's formats mean nothing to an editor. */

export const Name = z
  .string()
  .regex(
    /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be a lower-case DNS label: a-z, 0-9 and -, starting with a letter",
  )
  .meta({ description: "A lower-case DNS label.", examples: ["needle1", "fra"] });

export const DomainName = z
  .string()
  .regex(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be a lower-case domain name with at least two labels and no dot at its end",
  )
  .meta({
    description: "A lower-case domain name without the dot at its end.",
    examples: ["fra.example.org"],
  });

const octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const ipv4 = `${octet}(\\.${octet}){3}`;

export const Address = z
  .string()
  .regex(new RegExp(`^${ipv4}$`), "must be an IPv4 address, like 192.168.1.101")
  .meta({ description: "An IPv4 address.", examples: ["192.168.1.101"] });

export const Cidr = z
  .string()
  .regex(new RegExp(`^${ipv4}/([0-9]|[12][0-9]|3[0-2])$`), "must be an IPv4 network, like 192.168.1.0/24")
  .meta({ description: "An IPv4 network in CIDR notation.", examples: ["192.168.1.0/24"] });

/** A last label of digits would be half an address. */
const host = `(${ipv4}|(?!([a-z0-9-]+\\.)*[0-9]+(:|/|$))([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)`;

export const Peer = z
  .string()
  .regex(new RegExp(`^${host}$`), "must be an IPv4 address or a lower-case host name")
  .meta({ description: "An IPv4 address or a host name.", examples: ["ntp1.example.org", "192.168.1.1"] });

export const Device = z
  .string()
  .regex(
    /^\/dev\/[A-Za-z0-9][A-Za-z0-9_.:+@-]*(\/[A-Za-z0-9][A-Za-z0-9_.:+@-]*)*$/,
    "must be a device below /dev",
  )
  .meta({
    description: "A block device. Names below /dev/disk/by-id survive a reboot with another order of disks.",
    examples: ["/dev/disk/by-id/nvme-eui.0025388b01", "/dev/nvme0n1"],
  });

export const Port = z
  .int()
  .min(1)
  .max(65_535)
  .meta({ description: "A TCP or UDP port.", examples: [6443] });

export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be a sha256 sum: 64 lower-case hexadecimal digits")
  .meta({ description: "A sha256 sum, as sha256sum prints it." });

/** Colons, digits and letters: whoever writes a wrong one hears of it from metal-stack. */
const ipv6 = "(?=[0-9a-f]*:[0-9a-f]*:)[0-9a-f:]{2,39}";

export const AnyAddress = z
  .string()
  .regex(new RegExp(`^(${ipv4}|${ipv6})$`), "must be an IPv4 or IPv6 address, like 203.0.113.10")
  .meta({ description: "An IPv4 or IPv6 address.", examples: ["203.0.113.10", "2001:db8::10"] });

export const Prefix = z
  .string()
  .regex(
    new RegExp(`^(${ipv4}/([0-9]|[12][0-9]|3[0-2])|${ipv6}/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$`),
    "must be an IPv4 or IPv6 network, like 203.0.113.0/24",
  )
  .meta({
    description: "An IPv4 or IPv6 network in CIDR notation.",
    examples: ["203.0.113.0/24", "2001:db8::/64"],
  });

export const AddressRange = z
  .string()
  .regex(
    new RegExp(`^(${ipv4}-${ipv4}|${ipv4}/([0-9]|[12][0-9]|3[0-2]))$`),
    "must be two IPv4 addresses with a - between them, or an IPv4 network",
  )
  .meta({
    description: "First and last address, or a network in CIDR notation.",
    examples: ["192.168.1.200-192.168.1.219", "192.168.1.208/28"],
  });

export const Quantity = z
  .string()
  .regex(/^[1-9][0-9]*(\.[0-9]+)?[KMGTP]i?$/, "must be a size in bytes, like 64Gi or 900G")
  .meta({ description: "Bytes, with a unit: G is 1000, Gi is 1024.", examples: ["64Gi", "900G"] });

const port = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

export const Url = z
  .string()
  .regex(
    new RegExp(`^https?://${host}(:${port})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$`),
    "must be an http(s) address without credentials and without a slash at its end",
  )
  .meta({ description: "An http(s) address.", examples: ["https://s3.example.org"] });

export const KubernetesVersion = z
  .string()
  .regex(/^1\.\d+\.\d+$/, "must be a version of Kubernetes in quotes, like 1.34.9")
  .meta({ description: "A version of Kubernetes.", examples: ["1.34.9"] });

export const Email = z
  .string()
  .regex(/^[^\s@]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be an e-mail address")
  .meta({ description: "An e-mail address.", examples: ["ops@example.org"] });
