import type { Landscape } from "../../schemas/landscape.ts";
import type { Chosen } from "./lock.ts";
import type { Endpoint, Host, Plan } from "./plan.ts";

/** Its name and port; `address` is what the topology has decided, and where that stands. */
export function endpointOf(
  { needle, domain }: Landscape,
  address: Pick<Endpoint, "address" | "at">,
  chosen: Chosen | undefined,
): Endpoint {
  const { host, port, before } = needle.kubernetes.endpoint;
  return {
    host: host ?? `api.${domain}`,
    port,
    ...address,
    ...(before && { before: before as NonNullable<Endpoint["before"]> }),
    ...(chosen && { chosen }),
  };
}

/** Names of the API: while it moves, the old one, too. */
export const namesOf = ({ host, before }: Endpoint): string[] => [...new Set([host, before?.host ?? host])];

/** The new address first. */
export const addressesOf = ({ address, before }: Endpoint): string[] => [
  ...new Set([address, before?.address ?? address]),
];

/** Addresses that are brought to servers, for no host has them as its own. */
export const broughtAddresses = ({ endpoint, hosts }: Pick<Plan, "endpoint" | "hosts">): string[] =>
  addressesOf(endpoint).filter((address) => !hosts.some((host: Host) => host.address === address));
