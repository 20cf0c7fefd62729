import { error, warning } from "./word.ts";

/** What a chain of needle and nail cannot be, or had better not be. */
export const chain = {
  "plan/gardener-without-partition": () =>
    error("needle.gardener needs needle.partition", "Gardener makes clusters of the partition's machines"),
  "plan/nail-without-gardener": () =>
    error("the nail needs needle.gardener", "its clusters are made by the needle's Gardener"),
  "plan/nail-without-partition": () =>
    warning("the nail has no partition: nobody gets machines from it", "add nail.partitions"),
  "plan/no-kubelet-for-metal-stack": (p: { host: string }) =>
    error(
      `host "${p.host}" is a container, where no pod of metal-stack can run`,
      "take a virtual machine or metal, or leave needle.partition out",
    ),
  "plan/same-stage": (p: { name: string }) =>
    error(
      `needle and nail are both stage "${p.name}"`,
      "their names, gardens and backups would be one; give nail.metalStack.stage another name",
    ),
  "plan/same-gardener-domain": (p: { domain: string }) =>
    error(`both gardens would write to ${p.domain}`, "give each gardener.domain of its own"),
  "plan/zone-hides-host": (p: { zone: string; host: string }) =>
    error(
      `zone ${p.zone} of the stage hides host "${p.host}" of the same name`,
      "rename the host or the stage",
    ),
  "plan/same-bucket": (p: { bucket: string; what: string; other: string }) =>
    error(
      `bucket ${p.bucket} is for ${p.what} and for ${p.other}`,
      "they would overwrite each other; give each stage a bucket of its own",
    ),
  "plan/backup-loop": (p: { what: string; endpoint: string; where: string }) =>
    error(
      `backups of the ${p.what} lie on ${p.endpoint}, which is ${p.where}`,
      "what is to be restored would have to run first; take an object store outside of it",
    ),
  "plan/needs-itself": (p: { what: string; stage: string; host: string; where: string }) =>
    error(
      `the ${p.stage} takes its ${p.what} from ${p.host}, which is ${p.where}`,
      "it must be there before; take one outside of it",
    ),
  "plan/no-backup": (p: { stage: string }) =>
    warning(
      `databases of the ${p.stage} are backed up beside themselves only`,
      `add ${p.stage}.backup.objectStore`,
    ),
  "plan/gardener-without-backup": (p: { stage: string }) =>
    error(
      `Gardener of the ${p.stage} has nowhere to back its etcd up to`,
      `add ${p.stage}.backup.objectStore`,
    ),
  "plan/auditing-backup": (p: { roles: string }) =>
    warning(
      `metal-roles ${p.roles} cannot back the auditing database up to an object store`,
      "that came with v0.32.0",
    ),
  "plan/same-secret-key": (p: { secret: string }) =>
    error(`${p.secret} is a secret of needle and of nail`, "who has one would have the other"),
  "plan/no-load-balancer": () =>
    error("metal-stack needs addresses for its Services", "add needle.loadBalancer.addresses"),
  "plan/range-backwards": (p: { first: string; last: string }) =>
    error(`${p.first} comes after ${p.last}`, "first address first"),
  "plan/ranges-overlap": (p: { range: string; other: string }) =>
    error(`${p.range} overlaps with ${p.other}`, "each address once"),
  "plan/load-balancer-taken": (p: { range: string; address: string; owner: string }) =>
    error(`${p.range} holds ${p.address}, which belongs to ${p.owner}`, "leave it out of the range"),
  "plan/load-balancer-too-small": (p: { found: number; needed: number; takes: string }) =>
    error(`the load balancer has too few addresses: ${p.found} of ${p.needed}`, `they are for: ${p.takes}`),
  "plan/ingress-outside": (p: { address: string }) =>
    error(
      `ingress address ${p.address} is none of the load balancer's`,
      "take one of needle.loadBalancer.addresses, or leave it out",
    ),
  "plan/nail-without-address": () =>
    error(
      "nobody knows where the nail will be reached",
      "add nail.ingress.address: one of an external network of needle.partition",
    ),
  "plan/nail-address-outside": (p: { address: string; networks: string }) =>
    error(`${p.address} lies in no external network of the needle's partition`, `they are: ${p.networks}`),
  "plan/monitoring-without-nginx": () =>
    error(
      "metal-roles publish Grafana and Loki by ingress-nginx only",
      "take ingress: {kind: nginx}, or leave monitoring out",
    ),
  "plan/acme-without-public-zone": (p: { domain: string; server: string }) =>
    error(
      `${p.server} cannot look up names in ${p.domain}`,
      "take a domain that the internet knows, an ACME server of your own, or certificates: {kind: private}",
    ),
  "plan/no-email": (p: { what: string; stage: string }) =>
    error(`${p.what} needs somebody to write to`, `add ${p.stage}.metalStack.email`),
  "plan/too-few-machines": (p: { partition: string; size: string; there: number; needed: string }) =>
    error(
      `partition ${p.partition} has ${p.there} machines of size ${p.size}`,
      `the clusters need ${p.needed}`,
    ),
  "plan/too-few-waiting": (p: { partition: string; waiting: number; wanted: number }) =>
    error(
      `when all clusters of partition ${p.partition} have theirs, ${p.waiting} of ${p.wanted} waiting machines are left`,
      "add machines, or ask for fewer in waiting",
    ),
  "plan/no-machine-to-roll": (p: { size: string; surge: number; waiting: number }) =>
    warning(
      `an update of a cluster takes ${p.surge} of size ${p.size} in addition, and ${p.waiting} are left`,
      "it would wait forever; add a machine, or give the cluster surge: 0, unavailable: 1",
    ),
  "plan/machines-outside-range": (p: { machines: number }) =>
    warning(`the needle has ${p.machines} machines`, "it is made for 8 to 16 small ones"),
  "plan/nothing-rolls": () =>
    error("surge and unavailable are both 0, so no update could ever begin", "raise one of them"),
  "plan/unknown-size": (p: { size: string; near?: string | undefined; known: string }) =>
    error(`the partition has no size "${p.size}"`, meant(p)),
  "plan/unknown-image": (p: { image: string; kind: string; near?: string | undefined; known: string }) =>
    error(`the partition has no image "${p.image}" for a ${p.kind}`, meant(p)),
  "plan/unknown-network": (p: { network: string; near?: string | undefined; known: string }) =>
    error(`the partition has no external network "${p.network}"`, meant(p)),
  "plan/unknown-seed": (p: { seed: string; near?: string | undefined; known: string }) =>
    error(`no cluster with managedSeed: true is named "${p.seed}"`, meant(p)),
  "plan/seed-on-seed": (p: { cluster: string }) =>
    error(`managed seed "${p.cluster}" stands on a managed seed`, "a managed seed stands on the needle"),
  "plan/image-without-address": (p: { image: string; known: string }) =>
    error(
      `metal-stack publishes no image "${p.image}" that needle knows of`,
      `add its url, or take one of: ${p.known}`,
    ),
  "plan/unknown-kubernetes": (p: { version: string; known: string }) =>
    error(`needle.gardener does not offer Kubernetes ${p.version}`, `it offers ${p.known}`),
  "plan/size-backwards": (p: { what: string; size: string }) =>
    error(`size ${p.size} wants more ${p.what} at least than at most`),
  "plan/sizes-overlap": (p: { size: string; other: string }) =>
    error(`a machine could be of size ${p.size} and of size ${p.other}`, "narrow one by atLeast"),
  "plan/part-differs": (p: { what: string; name: string; partition: string }) =>
    error(
      `${p.what} ${p.name} is another thing in partition ${p.partition}`,
      "metal-stack has one of each name: say the same, or give it another name",
    ),
  "plan/idle-cluster": () =>
    warning(
      "cluster monitoring has nothing to do",
      "add nail.metalStack.monitoring: true, or leave the cluster out",
    ),
  "plan/two-gardens": () =>
    error(
      "cluster gardener carries the nail's garden and cannot be a seed of the needle's as well",
      "take managedSeed away, or give the seed a cluster of its own",
    ),
  "plan/too-few-nodes": (p: { what: string; nodes: number }) =>
    error(`${p.what} wants three nodes to be highly available, and has ${p.nodes}`, "leave it out"),
  "plan/cidr-not-announced": (p: { what: string; cidr: string; announced: string }) =>
    error(
      `machines may not announce ${p.what} ${p.cidr}`,
      `needle.partition.networks.announce has ${p.announced}`,
    ),
  "plan/cluster-name-too-long": (p: { name: string; length: number }) =>
    error(
      `Gardener takes no cluster named ${p.name}: with its project it has ${p.length} characters, not 21 at most`,
      "shorten the cluster's name or the stage's",
    ),
  "plan/leaf-incomplete": (p: { leaf: string; missing: string }) =>
    error(
      `leaf ${p.leaf} has no ${p.missing}`,
      "machines boot from it, and metal-stack wants to know its rack",
    ),
  "plan/duplicate-vrf": (p: { vrf: number; owner: string }) =>
    error(`VRF ${p.vrf} already belongs to network ${p.owner}`, "each network its own in one metal-stack"),
  "plan/duplicate-asn": (p: { asn: number; owner: string }) =>
    error(`BGP number ${p.asn} already belongs to ${p.owner}`, "each switch its own; add asn"),
  "plan/pods-over-network": (p: { pods: number }) =>
    error(`${p.pods} pods have no room in a node's /24`, "250 or fewer"),
  "plan/few-pods": (p: { pods: number }) =>
    warning(`${p.pods} pods are too few for metal-stack and Gardener on one node`, "250 are enough"),
};

const meant = ({ near, known }: { near?: string | undefined; known: string }): string =>
  near ? `did you mean "${near}"?` : `known: ${known}`;
