import * as z from "zod";
import { Address } from "./words.ts";

const Single = z.strictObject({
  kind: z.literal("single").describe("One host carries the control plane."),
  endpoint: Address.optional().describe("Address of the Kubernetes API. Left out: the host's own."),
});

export const Topology = z
  .discriminatedUnion("kind", [Single])
  .meta({ description: "How the control plane stands.", examples: [{ kind: "single" }] });
