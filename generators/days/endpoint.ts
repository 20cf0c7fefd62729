import { dns } from "../roles/dns.ts";
import { endpoint } from "../roles/endpoint.ts";
import { hostBase } from "../roles/host-base.ts";
import { k3s } from "../roles/k3s.ts";
import { k3sAgent } from "../roles/k3s-agent.ts";
import { keepalived } from "../roles/keepalived.ts";
import { kubeVip } from "../roles/kube-vip.ts";
import type { Play, Stage } from "../stages.ts";
import { day } from "./day.ts";

/** In this order: nobody is told of an address or a name that is not served, or that no certificate has, yet. */
const knowTheEndpoint = [k3s, kubeVip, keepalived, hostBase, dns, k3sAgent, endpoint];

/** What `before` says stays beside what is said now; a run without it then takes the old one away. */
export const endpointMove = (plays: readonly Play[]): Stage =>
  day(
    "endpoint_move",
    "lets certificates, servers and DNS know the new endpoint beside the old one, and tells who still uses that",
    {},
    ...knowTheEndpoint.flatMap((role) => plays.filter((play) => play.role === role)),
  );
