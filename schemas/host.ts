import * as z from "zod";
import { Address, Device, Port } from "./words.ts";

export const Host = z
  .strictObject({
    address: Address.describe("Address in the management network: ssh comes here, services answer here."),
    role: z
      .enum(["control-plane", "service"])
      .default("control-plane")
      .describe("control-plane carries Kubernetes and the services; service carries the services alone."),
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
