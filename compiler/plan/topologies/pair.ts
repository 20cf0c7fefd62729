import type { Landscape } from "../../../schemas/landscape.ts";
import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { prefixOf } from "../addresses.ts";
import { needleSecrets } from "../known/needle-secrets.ts";
import { pairTimers } from "../known/pair-timers.ts";
import type { Member, Pair } from "../pair.ts";
import type { Host } from "../plan.ts";
import { secretOf } from "../secrets.ts";
import type { Expand } from "./index.ts";

const at = ["needle", "topology"];

/** Two hosts carry the control plane, one at a time. Without a BMC each there is no pair: nobody could be sure of the other. */
export const pair: Expand<"pair"> = (topology, hosts, spec) => {
  const servers = hosts.filter(({ role }) => role === "control-plane");
  const [first, second] = servers.map((host) => memberOf(host, spec));
  const diagnostics = [...wrongCount(servers), ...servers.flatMap(missing)];
  if (!first || !second || diagnostics.length > 0) return { diagnostics };

  const witness = hosts.find(({ role }) => role === "witness");
  const { networks, name } = spec;
  const selfFencing = witness !== undefined && servers.every(({ watchdog }) => watchdog !== undefined);
  const { protocol, port, rate, secret } = topology.replication;
  const pair: Pair = {
    members: [first, second],
    ...(witness && { witness }),
    ...(networks.replication && { link: { ...networks.replication, at: ["networks", "replication"] } }),
    ...(networks.outOfBand && { outOfBand: { ...networks.outOfBand, at: ["networks", "outOfBand"] } }),
    vip: { address: topology.endpoint, prefix: prefixOf(networks.management.cidr) },
    replication: {
      protocol,
      port,
      rate,
      secret: secretOf(secret, needleSecrets.mirror, [...at, "replication", "secret"], spec.secrets),
    },
    key: secretOf(topology.key, needleSecrets.cluster, [...at, "key"], spec.secrets),
    selfFencing,
    timers: pairTimers(topology.token, witness !== undefined),
  };
  const endpoint = { address: topology.endpoint, at: [...at, "endpoint"] };
  return { value: { endpoint, pair, identity: { name, address: topology.endpoint } }, diagnostics: [] };
};

function* wrongCount(servers: readonly Host[]): Generator<Diagnostic> {
  if (servers.length === 2) return;
  const at = servers[2] ? [...servers[2].at, "role"] : ["needle", "hosts"];
  yield diagnose("plan/pair-count", at, { found: servers.length });
}

const missing = ({ name, bmc, at }: Host): Diagnostic[] =>
  bmc ? [] : [diagnose("plan/no-fence-device", at, { host: name }, "key")];

/** The mirror takes the link of its own where there is one; the cluster speaks over that first, then over management. */
function memberOf(host: Host, { networks }: Landscape): Member | undefined {
  if (!host.bmc) return undefined;
  const own = networks.replication && host.replication;
  return {
    host,
    links: own ? [own, host.address] : [host.address],
    replication: own ?? host.address,
    bmc: host.bmc,
  };
}
