import { keysOn } from "../../drill/keys.ts";
import type { Reach } from "../../drill/reach.ts";
import type { Client } from "../../drill/rehearsal.ts";
import { textOf } from "../../site/fields.ts";
import type { Order } from "./steps.ts";

/** Both hosts are asked, for each has an API certificate of its own and both will be met. */
export async function storesOf({ active, standby, plan }: Order, reach: Reach): Promise<Client["stores"]> {
  const [first, second] = await Promise.all([active, standby].map((host) => keysOn(reach, host)));
  const word = (name: string) => textOf(first?.[name]) || undefined;
  const { address } = plan.endpoint;
  const key = word("key");
  const kubernetes = word("certificate") && word("certificateKey");
  return {
    ...(key && {
      dns: {
        address,
        port: plan.dns.apiPort,
        zone: `drill.${plan.domain}.`,
        headers: { "X-API-Key": key },
        ca: [first, second].map((each) => textOf(each?.["ca"]) ?? "").join("\n"),
      },
    }),
    ...(kubernetes && {
      kubernetes: {
        address,
        port: plan.endpoint.port,
        ca: word("authority"),
        certificate: word("certificate"),
        certificateKey: word("certificateKey"),
      },
    }),
  };
}
