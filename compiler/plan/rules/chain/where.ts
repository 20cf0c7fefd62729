import { holds, isAddress, numberOf } from "../../addresses.ts";
import { type Chain, stagesIn } from "../../chain.ts";

/** Where a host of some address or name would run, if that is in the chain. */
export const whereIs = (host: string, chain: Chain): string | undefined =>
  isAddress(host) ? atAddress(host, chain) : atName(host, chain);

/** Clusters have names below their garden's domain: those of the needle's garden carry the nail. */
function atName(host: string, { needle, nail }: Chain): string | undefined {
  const below = (domain: string | undefined) =>
    domain !== undefined && (host === domain || host.endsWith(`.${domain}`));
  if (below(nail?.exposure.domain) || below(nail?.garden?.domain) || below(needle.garden?.domain))
    return "on the nail";
  return below(needle.exposure.domain) ? "on the needle" : undefined;
}

function atAddress(host: string, chain: Chain): string | undefined {
  const number = numberOf(host);
  if (
    chain.loadBalancer.ranges.some(({ first, last }) => numberOf(first) <= number && number <= numberOf(last))
  )
    return "on the needle";
  const networks = stagesIn(chain).flatMap(({ partitions }) =>
    partitions.flatMap((partition) => partition.networks),
  );
  const inside = networks.some(({ prefixes }) => prefixes.some((prefix) => holds(prefix, host)));
  return inside ? "on the nail" : undefined;
}
