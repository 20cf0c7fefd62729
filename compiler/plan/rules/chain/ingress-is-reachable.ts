import { diagnose } from "../../../diagnostics/diagnostic.ts";
import { numberOf } from "../../addresses.ts";
import { stagesIn } from "../../chain.ts";
import type { ChainRule } from "./rule.ts";

/** Names of metal-stack point to an address that its ingress can have. */
export const ingressIsReachable: ChainRule = function* (chain, _plan, { needle, nail }) {
  const { address } = needle.ingress;
  if (address !== undefined && !inRanges(chain.loadBalancer.ranges, address))
    yield diagnose("plan/ingress-outside", ["needle", "ingress", "address"], { address });
  if (nail) yield* ofNail(chain, nail.ingress.address);
  for (const { monitoring, exposure, at } of stagesIn(chain))
    if (monitoring && exposure.kind !== "nginx")
      yield diagnose("plan/monitoring-without-nginx", [...at, "monitoring"]);
};

const inRanges = (ranges: Parameters<ChainRule>[0]["loadBalancer"]["ranges"], address: string): boolean =>
  ranges.some(
    ({ first, last }) => numberOf(first) <= numberOf(address) && numberOf(address) <= numberOf(last),
  );

/** The address is reserved in the network that the plan found it in. */
function* ofNail({ needle, nail }: Parameters<ChainRule>[0], address: string | undefined) {
  if (!nail) return;
  if (address === undefined) {
    yield diagnose("plan/nail-without-address", ["nail"], {}, "key");
    return;
  }
  const at = ["nail", "ingress", "address"];
  const networks = needle.partitions
    .flatMap(({ networks }) => networks)
    .filter(({ kind }) => kind === "external");
  if (needle.reserved.some(({ network, at: [stage] }) => stage === "nail" && network === ""))
    yield diagnose("plan/nail-address-outside", at, {
      address,
      networks: networks.flatMap(({ prefixes }) => prefixes).join(", "),
    });
}
