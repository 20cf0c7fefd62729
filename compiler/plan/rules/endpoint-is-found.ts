import { diagnose } from "../../diagnostics/diagnostic.ts";
import { zoneWith } from "../dns.ts";
import { namesOf } from "../endpoint.ts";
import type { Rule } from "./rule.ts";

/** Where no zone of ours has the endpoint's name, somebody else has to say where it is. */
export const endpointIsFound: Rule = function* ({ endpoint }, spec) {
  for (const host of namesOf(endpoint))
    if (zoneWith(host, spec) === undefined)
      yield diagnose(
        "plan/endpoint-not-in-dns",
        ["needle", "kubernetes", "endpoint"],
        {
          host,
          address: endpoint.address,
        },
        "key",
      );
};
