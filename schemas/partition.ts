import * as z from "zod";
import { FilesystemLayout } from "./filesystem-layout.ts";
import { ManagementServer } from "./management-server.ts";
import { Networks } from "./partition-networks.ts";
import { ImageCache, Ssh } from "./partition-services.ts";
import { Switch } from "./switch.ts";
import { PartitionVariables } from "./variables.ts";
import { Address, Cidr, Device, Name, Peer, Quantity, Url } from "./words.ts";

const Size = z
  .strictObject({
    cores: z.int().min(1).max(4096).describe("CPU cores, exactly."),
    memory: Quantity.describe("Memory, at most."),
    storage: Quantity.describe("All disks together, at most."),
    atLeast: z
      .strictObject({
        cores: z.int().min(1).optional().describe("Left out: the same as cores."),
        memory: Quantity.optional().describe("Left out: nine tenths of memory."),
        storage: Quantity.optional().describe("Left out: nine tenths of storage."),
      })
      .prefault({})
      .describe("What a machine must have at least to count as this size."),
    machines: z.int().min(0).max(10_000).describe("How many machines of this size stand in the partition."),
    disk: Device.default("/dev/sda").describe("Where the operating system goes."),
  })
  .meta({
    description: "A size of machines, which is Gardener's machine type as well.",
    examples: [{ cores: 16, memory: "64Gi", storage: "960G", machines: 14 }],
  });

const ImageId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*-[0-9]+\.[0-9]+(\.[0-9]+)?$/,
    "must be the name and the version of an image, like debian-13.0",
  )
  .meta({ description: "Name and version of an image.", examples: ["debian-13.0"] });

const Image = z
  .strictObject({
    url: Url.optional().describe("Where it is. Left out: where metal-stack publishes it."),
    kind: z
      .enum(["machine", "firewall"])
      .optional()
      .describe("What it is for. Left out: firewall, where its name begins so, else machine."),
  })
  .describe("An operating system.");

/** What a partition is, but for its name: the needle has one, the nail has any number. */
export const PartitionBody = {
  dataplane: z
    .enum(["1G", "10G", "25G", "100G"])
    .default("10G")
    .describe("Speed of the machines' links: that of the ports in switches.*.ports.machines."),
  sizes: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "must be a lower-case name of letters, digits and -"),
      Size,
    )
    .refine((sizes) => Object.keys(sizes).length > 0, "must name at least one size")
    .meta({
      description: "Sizes of machines by name.",
      minProperties: 1,
      examples: [{ "n1-medium-x86": { cores: 16, memory: "64Gi", storage: "960G", machines: 14 } }],
    }),
  waiting: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe("Machines that must be left when every cluster has its own."),
  images: z
    .record(ImageId, Image)
    .default({})
    .meta({
      description: "Operating systems. Left out: debian-13.0 and firewall-ubuntu-3.0.",
      examples: [{ "debian-13.0": {} }],
    }),
  networks: Networks,
  management: z
    .strictObject({
      cidr: Cidr,
      gateway: Address.optional().describe("Where packets for other networks go."),
    })
    .optional()
    .meta({
      description:
        "Where switches and management servers answer. Left out: the landscape's management network.",
      examples: [{ cidr: "192.168.3.0/24" }],
    }),
  switches: z
    .record(Name, Switch)
    .default({})
    .meta({
      description: "Switches by name.",
      examples: [{ leaf01: { address: "192.168.1.21", loopback: "10.132.0.11", pxe: "10.133.0.1/25" } }],
    }),
  managementServers: z
    .record(Name, ManagementServer)
    .default({})
    .meta({
      description: "Management servers by name.",
      examples: [{ mgmt01: { address: "192.168.1.10" } }],
    }),
  filesystemLayouts: z
    .record(Name, FilesystemLayout)
    .default({})
    .meta({
      description: "Layouts of disks by name. Left out: one for each disk that the sizes name.",
      examples: [{ default: { sizes: ["n1-medium-x86"], images: { debian: "*" } } }],
    }),
  timezone: z
    .string()
    .regex(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/, "must be a time zone, like Europe/Berlin")
    .default("UTC")
    .describe("Time zone of switches and management servers."),
  nameservers: z
    .array(Address)
    .min(1)
    .max(3)
    .optional()
    .describe(
      "Whom switches, management servers, image cache and machines ask for names. They must know the landscape's zones. Left out: the needle's DNS, which knows nothing of the internet, and for machines what their images ask.",
    ),
  timeservers: z
    .array(Peer)
    .min(1)
    .max(5)
    .optional()
    .describe("Whom machines ask for the time. Left out: what their images ask, in the internet."),
  monitoring: z
    .boolean()
    .default(false)
    .describe(
      "Watch switches and management servers: Prometheus and exporters, and Alloy, which sends logs. It wants metalStack.monitoring, where everything arrives.",
    ),
  imageCache: ImageCache.optional(),
  ssh: Ssh.prefault({}),
  ztp: z
    .boolean()
    .default(false)
    .describe(
      "Management servers hand out what a new switch needs to be reached (zero touch provisioning): the keys of ssh.",
    ),
  extraVars: PartitionVariables.prefault({}),
};

export const Partition = z
  .strictObject({
    id: Name.describe("Names the partition, and Gardener's zone."),
    ...PartitionBody,
  })
  .describe("The machines of the needle: eight to sixteen small servers.");

export const NailPartition = z.strictObject(PartitionBody).meta({
  description: "A partition of the nail.",
});
