import { diagnose, type SpecPath } from "../../diagnostics/diagnostic.ts";
import { contains, reservedAs } from "../addresses.ts";
import type { Rule } from "./rule.ts";

export const addressesAreInTheirNetwork: Rule = function* ({ hosts, network }) {
  const { cidr, gateway } = network;
  const places: [string, SpecPath][] = hosts.map(({ address, at }) => [address, [...at, "address"]]);
  if (gateway) places.push([gateway, [...network.at, "gateway"]]);
  for (const [address, at] of places) {
    const what = reservedAs(cidr, address);
    if (!contains(cidr, address)) yield diagnose("plan/address-outside-network", at, { address, cidr });
    else if (what) yield diagnose("plan/address-not-usable", at, { address, cidr, what });
  }
};
