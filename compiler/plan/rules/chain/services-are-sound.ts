import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { contains, numberOf } from "../../addresses.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import type { ManagementServer, Partition } from "../../partition.ts";
import type { Plan } from "../../plan.ts";
import type { ChainRule } from "./rule.ts";

/** What a partition wants of its management servers, somebody is there to do, and with what it needs. */
export const servicesAreSound: ChainRule = function* (chain, plan) {
  for (const stage of stagesIn(chain))
    for (const partition of stage.partitions) {
      yield* watched(partition, stage);
      yield* served(partition);
      yield* cached(partition, stage);
      yield* keyed(partition);
      for (const server of partition.managementServers) yield* given(server, partition, plan);
    }
};

function* watched({ id, monitors, at }: Partition, stage: Stage): Iterable<Diagnostic> {
  if (monitors.length === 0) return;
  const place = [...at, "monitoring"];
  if (!stage.monitoring)
    yield diagnose("plan/nobody-watches", place, { partition: id, stage: stage.kind }, "key");
  else if (stage.certificates.kind === "private")
    yield diagnose("plan/nobody-alerted", place, { partition: id }, "key");
}

function* served({ id, imageCache, ztp, managementServers, at }: Partition): Iterable<Diagnostic> {
  if (managementServers.length > 0) return;
  if (imageCache)
    yield diagnose(
      "plan/no-management-server",
      [...at, "imageCache"],
      { partition: id, what: "the image cache" },
      "key",
    );
  if (ztp)
    yield diagnose(
      "plan/no-management-server",
      [...at, "ztp"],
      { partition: id, what: "zero touch provisioning" },
      "key",
    );
}

function* cached({ imageCache, managementServers, at }: Partition, stage: Stage): Iterable<Diagnostic> {
  const { roles } = stage.release;
  if (imageCache && roles !== "v0.28.1" && stage.certificates.kind === "private")
    yield diagnose("plan/image-cache-authority", [...at, "imageCache"], { roles, stage: stage.kind }, "key");
  if (imageCache) return;
  for (const { name, disks, at } of managementServers)
    if (disks.length > 0) yield diagnose("plan/idle-disks", [...at, "disks"], { name }, "key");
}

function* keyed({ ssh, ztp, managementServers, at }: Partition): Iterable<Diagnostic> {
  if (ztp && ssh.key === undefined && ssh.authorized.length === 0)
    yield diagnose("plan/no-ssh-keys", [...at, "ztp"], {}, "key");
  for (const { name, prepare, at } of managementServers)
    if (prepare && ssh.key === undefined)
      yield diagnose("plan/no-management-key", [...at, "prepare"], { name }, "key");
}

function* given(server: ManagementServer, partition: Partition, plan: Plan): Iterable<Diagnostic> {
  const { dhcp, at } = server;
  if (!dhcp) return;
  const { first, last } = dhcp;
  const place = [...at, "dhcp"];
  const { cidr } = partition.management;
  for (const key of ["first", "last"] as const)
    if (!contains(cidr, dhcp[key]))
      yield diagnose("plan/address-outside-network", [...place, key], {
        address: dhcp[key],
        network: "management",
        cidr,
      });
  if (numberOf(first) > numberOf(last))
    yield diagnose("plan/range-backwards", [...place, "last"], { first, last });
  const other = [...ownersOf(partition, server, plan)].find((other) => meet(dhcp, other));
  if (other)
    yield diagnose(
      "plan/dhcp-taken",
      place,
      { range: `${first}-${last}`, address: other.first, owner: other.owner },
      "key",
    );
}

interface Owned {
  readonly first: string;
  readonly last: string;
  readonly owner: string;
}

const meet = (a: Omit<Owned, "owner">, b: Owned): boolean =>
  numberOf(a.first) <= numberOf(b.last) && numberOf(b.first) <= numberOf(a.last);

/** Addresses that somebody has already. Of two servers with DHCP, the later one is told. */
function* ownersOf(
  { management, switches, managementServers }: Partition,
  server: ManagementServer,
  { hosts, endpoint, pair, chain }: Plan,
): Iterable<Owned> {
  const one = (address: string, owner: string) => ({ first: address, last: address, owner });
  if (management.gateway !== undefined) yield one(management.gateway, "the gateway");
  if (pair) yield one(endpoint.address, "the endpoint");
  for (const { name, address } of hosts) yield one(address, `host "${name}"`);
  for (const { name, address } of switches) yield one(address, `switch "${name}"`);
  for (const { name, address } of managementServers) yield one(address, `management server "${name}"`);
  for (const range of chain?.loadBalancer.ranges ?? []) yield { ...range, owner: "the load balancer" };
  for (const { name, dhcp } of managementServers)
    if (dhcp && name < server.name) yield { ...dhcp, owner: `DHCP of "${name}"` };
}
