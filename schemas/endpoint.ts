import * as z from "zod";
import { Address, DomainName, Port } from "./words.ts";

const Before = z
  .strictObject({
    address: Address.optional().describe("The address until now, where it is another one from now on."),
    host: DomainName.optional().describe("The name until now, where it is another one from now on."),
  })
  .meta({
    description:
      "The endpoint until now, while it moves: certificates, DNS and servers know both. day2/endpoint_move brings it out; remove this when nobody uses the old one any more.",
    examples: [{ address: "192.168.1.100" }],
  });

/** Its address is a matter of the topology. */
export const Endpoint = z
  .strictObject({
    host: DomainName.optional().describe(
      "Name of the API in certificates and kubeconfigs. Left out: api in the landscape's domain.",
    ),
    port: Port.default(6443).describe("Port of the API, on every server as well. Cannot be changed later."),
    before: Before.optional(),
  })
  .meta({ description: "How clients reach the API.", examples: [{ host: "kube.example.org" }] });
