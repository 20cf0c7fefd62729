import * as z from "zod";
import { Bmc } from "./bmc.ts";
import { Address, Device, Port, Quantity } from "./words.ts";

const Capacity = z
  .strictObject({
    memory: Quantity.optional().describe("Memory."),
    root: Quantity.optional().describe("Size of the root filesystem."),
    data: Quantity.optional().describe("Size of the data volume that comes of the disks."),
  })
  .meta({
    description:
      "What the host has. What is said here is held against what runs on it; the rest is seen when a run looks at the host.",
    examples: [{ memory: "16Gi", root: "40Gi", data: "900G" }],
  });

export const Host = z
  .strictObject({
    address: Address.describe("Address in the management network: ssh comes here, services answer here."),
    role: z
      .enum(["control-plane", "agent", "service", "witness"])
      .default("control-plane")
      .describe(
        "control-plane carries Kubernetes and the services; agent carries pods beside the services; service carries the services alone; witness is the third vote of a pair.",
      ),
    kind: z
      .enum(["metal", "virtual", "container"])
      .default("metal")
      .describe(
        "What the host is. A container has no kernel of its own: no disks, no kubelet, no clock to set.",
      ),
    disks: z
      .array(Device)
      .min(1)
      .optional()
      .describe("Empty disks for the data volume. Left out: data lies on the root filesystem."),
    capacity: Capacity.prefault({}),
    replication: Address.optional().describe("Address in the replication network, on a host of a pair."),
    rack: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe("Where it stands. Two hosts of a pair in one rack can die of one cause."),
    watchdog: Device.optional().meta({
      description:
        "Hardware watchdog. With one in both hosts and a witness, a host that lost power together with its BMC is given up.",
      examples: ["/dev/watchdog0"],
    }),
    bmc: Bmc.optional(),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "must be a Unix user name")
      .default("root")
      .describe("Who ssh logs in as; anybody but root needs sudo."),
    port: Port.default(22).describe("Where sshd listens."),
  })
  .meta({
    description: "One Debian host.",
    examples: [{ address: "192.168.1.101", disks: ["/dev/nvme0n1"] }],
  });
