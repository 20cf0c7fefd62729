import * as z from "zod";

export const MetalStack = z
  .strictObject({
    release: z
      .enum(["v0.22.19"])
      .default("v0.22.19")
      .describe(
        "Release vector of metal-stack. Its Gardener decides which Kubernetes versions may carry it.",
      ),
  })
  .describe("The metal-stack that comes onto the cluster.");
