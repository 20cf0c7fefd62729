import { error, warning } from "./word.ts";

/** What a landscape cannot be. */
export const plan = {
  "plan/control-plane-count": (p: { found: number }) =>
    error(
      `topology single needs exactly one control-plane host, found ${p.found}`,
      p.found === 0 ? "take `role: service` away from one host" : "give every other host `role: service`",
    ),
  "plan/duplicate-name": (p: { name: string; owner: string }) =>
    error(`name "${p.name}" already belongs to ${p.owner}`, "choose another name for the host"),
  "plan/reserved-name": (p: { name: string }) =>
    error(`"${p.name}" means something else to Ansible`, "choose another name for the host"),
  "plan/cidr-not-unicast": (p: { what: string; cidr: string; range: string }) =>
    error(`${p.what} ${p.cidr} lies in ${p.range}, where no host can have an address`),
  "plan/name-too-long": (p: { name: string }) =>
    error(`"${p.name}" is longer than the 253 characters a domain name may have`),
  "plan/duplicate-address": (p: { address: string; owner: string }) =>
    error(`address ${p.address} already belongs to ${p.owner}`),
  "plan/address-outside-network": (p: { address: string; network: string; cidr: string }) =>
    error(`address ${p.address} is outside of the ${p.network} network ${p.cidr}`),
  "plan/address-not-usable": (p: { address: string; cidr: string; what: string }) =>
    error(`${p.address} is the ${p.what} address of ${p.cidr} and belongs to no host`),
  "plan/cidr-not-aligned": (p: { cidr: string; network: string }) =>
    error(`${p.cidr} has host bits set`, `the network is ${p.network}`),
  "plan/cidr-overlap": (p: { what: string; cidr: string; other: string; otherCidr: string }) =>
    error(
      `${p.what} ${p.cidr} overlaps with ${p.other} ${p.otherCidr}`,
      "packets for one would go to the other",
    ),
  "plan/cidr-too-small": (p: { what: string; cidr: string; prefix: number }) =>
    error(`${p.what} ${p.cidr} is too small`, `/${p.prefix} or larger`),
  "plan/agent-in-container": (p: { host: string }) =>
    error(
      `host "${p.host}" is to be an agent, which is a kubelet, and a container has no kernel of its own for it`,
      "agents and their servers are metal or virtual; `role: service` needs no kubelet",
    ),
  "plan/agent-of-pair": (p: { host: string }) =>
    error(
      `host "${p.host}" is to be an agent of a pair, whose one node moves from host to host without a tunnel to others`,
      "take topology single or quorum, or give it `role: service`",
    ),
  "plan/unsupported-kubernetes": (p: { version: string; release: string; from: string; to: string }) =>
    error(
      `metal-stack ${p.release} does not run on Kubernetes ${p.version}`,
      `its Gardener supports ${p.from} to ${p.to}`,
    ),
  "plan/unknown-checksum": (p: { version: string; known: string }) =>
    error(
      `needle does not know the sum of k3s ${p.version}`,
      `add sha256 from the release's sha256sum-amd64.txt, or take one of: ${p.known}`,
    ),
  "plan/zone-under-local": (p: { zone: string }) =>
    warning(
      `zone ${p.zone} lies under .local, which many resolvers ask by multicast only (RFC 6762)`,
      "take a domain that you own, or .internal",
    ),
  "plan/unknown-secret-provider": (p: { provider: string; near?: string | undefined; known: string }) =>
    error(
      `no secret provider is named "${p.provider}"`,
      p.near ? `did you mean "${p.near}"?` : `known: ${p.known}; add it to secrets.providers`,
    ),
  "plan/duplicate-device": (p: { device: string; host: string }) =>
    error(`${p.device} is named twice for host "${p.host}"`, "each disk once"),
  "plan/disk-in-container": (p: { host: string }) =>
    error(`host "${p.host}" is a container and cannot have disks`, "leave disks out, or change its kind"),
  "plan/no-disks": (p: { host: string }) =>
    warning(
      `host "${p.host}" has no disks: its data lies on the root filesystem`,
      "add disks, so that a full root filesystem does not stop etcd",
    ),
  "plan/duplicate-record": (p: { name: string; type: string }) =>
    error(`record ${p.name} ${p.type} stands twice`, "needle derives a record for each host, api and dns"),
  "plan/record-beside-cname": (p: { name: string }) =>
    error(`${p.name} has a CNAME and other records`, "a name with a CNAME has nothing else"),
  "plan/record-at-apex": (p: { zone: string; type: string }) =>
    error(
      `${p.zone} is the zone itself and cannot have a ${p.type} of yours`,
      "needle writes its SOA and NS",
    ),
  "plan/several-cnames": (p: { name: string }) =>
    error(`${p.name} has more than one CNAME`, "a name points to one name"),
  "plan/record-value": (p: { type: string; value: string; wanted: string }) =>
    error(`${JSON.stringify(p.value)} is no value for ${p.type}`, p.wanted),
  "plan/port-taken": (p: { port: number; purpose: string; owner: string; host: string }) =>
    error(
      `port ${p.port} of host "${p.host}" is for ${p.owner} already`,
      `choose another port for ${p.purpose}`,
    ),
  "plan/no-room": (p: { host: string; what: string; has: number; needed: number; parts: string }) =>
    error(
      `${p.what} of host "${p.host}" is too small: ${p.has} MiB, and what runs on it needs ${p.needed} MiB`,
      `give it more, or let it do less; in MiB: ${p.parts}`,
    ),
  "plan/data-without-disks": (p: { host: string }) =>
    error(
      `host "${p.host}" has no disks, so there is no data volume`,
      "name its disks, or leave capacity.data out: data lies on the root filesystem",
    ),
  "plan/time-source-twice": (p: { server: string }) =>
    error(`time server ${p.server} is named twice`, "each once"),
  "plan/time-loop": (p: { server: string; host: string }) =>
    error(`${p.server} is ${p.host}, which takes the time from here`, "name servers outside of the needle"),
  "plan/two-time-sources": () =>
    warning("two time servers cannot outvote each other when one is wrong", "name one, or three and more"),
  "plan/no-time-sources": () =>
    warning(
      "no upstream time server: the hosts agree on a time, which may be wrong",
      "name three in services.time.upstream",
    ),
};
