import * as z from "zod";
import { all, nothing } from "../effects.ts";

/** What a person says to a playbook for a later day; the plan fills what it has to know for that. */
export const k3sDayVars = {
  k3s_cluster: z
    .string()
    .default("")
    .describe("Name of the landscape: a person types it before anything is given up."),
  k3s_drain_limit: z
    .int()
    .min(1)
    .default(600)
    .describe("Seconds that pods may take to leave a node, for budgets that say how many may be away."),
  k3s_remove: z.string().default("").describe("For day2/remove_server: the server that leaves."),
  k3s_endpoint_servers: z
    .array(z.string())
    .default([])
    .describe("Servers that have an address of the endpoint as their own: those are not removed."),
  k3s_replace: z
    .string()
    .default("")
    .describe("For day2/replace_server: servers that are made anew, with commas between them."),
  k3s_replaced_members: z
    .string()
    .default("")
    .describe(
      "The same, of healthy ones: ids of etcd's members that go, with commas between them. An id is gone with its member, so a second run takes nothing else away.",
    ),
  k3s_snapshot: z
    .string()
    .default("")
    .describe(
      "For day2/restore_snapshot: name of a snapshot on a server, a file on the controller, or store:NAME for one in the object store.",
    ),
  k3s_restore: z
    .string()
    .default("")
    .describe("The same: k3s_cluster, by which a person says that what was written since is given up."),
  k3s_become: z
    .string()
    .default("")
    .describe("For day2/become_quorum: k3s_cluster, said by whoever has read what can not be undone of it."),
  k3s_survivor: z.string().default("").describe("For day2/lost_quorum: the server that goes on alone."),
  k3s_lost: z
    .string()
    .default("")
    .describe(
      "Servers of which a person says that they are off and stay off until they are made anew, with commas between them.",
    ),
  k3s_reset: z
    .string()
    .default("")
    .describe("For day2/reset: k3s_cluster, by which a person says that it ends."),
} as const;

type Name = keyof typeof k3sDayVars;

export const k3sDayEffects = all(Object.keys(k3sDayVars) as Name[], nothing);
