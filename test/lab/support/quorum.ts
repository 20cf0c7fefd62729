import { until } from "../../../lab/index.ts";
import type { Trial } from "./trial.ts";
import type { Acknowledged } from "./writer.ts";

export const servers = ["needle1", "needle2", "needle3"] as const;
export type Server = (typeof servers)[number];

interface State {
  readonly members: readonly { readonly address: string; readonly healthy: boolean }[];
  readonly voters: number;
  readonly needed: number;
  readonly healthy: number;
}

/** Questions to the servers of specs/lab-quorum.yaml. */
export function quorumOf({ says, plan }: Pick<Trial, "says" | "plan">) {
  const kubectl = (host: Server, args: string) =>
    says(host, `KUBECONFIG=/etc/rancher/k3s/k3s.yaml kubectl --request-timeout=20s ${args}`);
  const members = async (host: Server): Promise<State> =>
    JSON.parse(await says(host, "/usr/local/lib/needle/k3s-quorum --data /srv/needle/k3s state"));
  return {
    kubectl,
    members,
    whole: (host: Server) =>
      until(async () => (await members(host)).healthy === servers.length, {
        seconds: 240,
        what: "all members to be healthy",
      }),
    /** Who has the endpoint's address. */
    holders: async (hosts: readonly Server[] = servers) => {
      const found: Server[] = [];
      for (const host of hosts)
        if (await says(host, `ip -4 -oneline address show to ${plan.endpoint.address}`)) found.push(host);
      return found;
    },
    /** What a client saw, and what of it a server does not have. */
    outcomeOf: async (written: readonly Acknowledged[], host: Server) => {
      const there = new Set((await kubectl(host, "get configmap -o name")).split("\n"));
      return {
        gap: Math.max(...written.slice(1).map(({ at }, index) => at - (written[index]?.at ?? at))),
        lost: written.filter(({ name }) => !there.has(`configmap/${name}`)),
      };
    },
  };
}
