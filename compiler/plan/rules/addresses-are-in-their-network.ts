import { type Diagnostic, diagnose, type SpecPath } from "../../diagnostics/diagnostic.ts";
import { contains, reservedAs } from "../addresses.ts";
import type { Network } from "../plan.ts";
import type { Rule } from "./rule.ts";

type Places = readonly (readonly [address: string, at: SpecPath])[];

export const addressesAreInTheirNetwork: Rule = function* ({ hosts, network, pair }) {
  yield* outside("management", network, [
    ...hosts.map(({ address, at }) => [address, [...at, "address"]] as const),
    ...gatewayOf(network),
  ]);
  if (pair?.link)
    yield* outside("replication", pair.link, [
      ...pair.members.flatMap(({ host: { replication, at } }) =>
        replication === undefined ? [] : [[replication, [...at, "replication"]] as const],
      ),
      ...gatewayOf(pair.link),
    ]);
};

const gatewayOf = ({ gateway, at }: Network): Places => (gateway ? [[gateway, [...at, "gateway"]]] : []);

function* outside(name: string, { cidr }: Network, places: Places): Generator<Diagnostic> {
  for (const [address, at] of places) {
    const what = reservedAs(cidr, address);
    if (!contains(cidr, address))
      yield diagnose("plan/address-outside-network", at, { address, network: name, cidr });
    else if (what) yield diagnose("plan/address-not-usable", at, { address, cidr, what });
  }
}
