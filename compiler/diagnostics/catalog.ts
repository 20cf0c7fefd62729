/** Everything needle can say to a user, in one place. The key is the code printed with it: part of the API, never reworded. */
export const catalog = {
  "yaml/syntax": (p: { detail: string }) => error(p.detail),
  "yaml/empty": () => error("the spec is empty", "start from specs/lab-single.yaml"),
  "yaml/several-documents": () =>
    error("one file holds one spec", "put the second document into a file of its own"),
  "yaml/duplicate-key": (p: { key: string }) =>
    error(`key "${p.key}" stands twice`, "the second would hide the first"),
  "yaml/reserved-key": (p: { key: string }) => error(`"${p.key}" cannot be a key`, "choose another name"),
  "yaml/too-deep": () => error("nested too deeply, or aliases that grow without end", "write it out flat"),

  "spec/missing-key": (p: { key: string }) => error(`key "${p.key}" is missing`),
  "spec/unknown-key": (p: { key: string; near?: string | undefined; known: string }) =>
    error(`unknown key "${p.key}"`, p.near ? `did you mean "${p.near}"?` : `known here: ${p.known}`),
  "spec/unknown-value": (p: { value: string; near?: string | undefined; known: string }) =>
    error(`${p.value} is not known here`, p.near ? `did you mean ${p.near}?` : `one of: ${p.known}`),
  "spec/wrong-type": (p: { expected: string; found: string; quote: boolean }) =>
    error(`expected ${p.expected}, found ${p.found}`, p.quote ? "put it in quotes" : undefined),
  "spec/out-of-range": (p: { bound: string; what?: string | undefined }) =>
    error(`must be ${p.bound}${p.what ? ` ${p.what}` : ""}`),
  "spec/invalid": (p: { detail: string }) => error(p.detail),

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
  "plan/address-outside-network": (p: { address: string; cidr: string }) =>
    error(`address ${p.address} is outside of the management network ${p.cidr}`),
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
  "plan/endpoint-outside-network": (p: { address: string; cidr: string }) =>
    error(`endpoint ${p.address} is outside of the management network ${p.cidr}`),
  "plan/endpoint-on-no-host": (p: { address: string; host: string; own: string }) =>
    error(
      `topology single has nobody to carry endpoint ${p.address}`,
      `leave it out, or write ${p.own}, the address of ${p.host}`,
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
  "plan/port-taken": (p: { port: number; owner: string }) =>
    error(`sshd cannot listen on port ${p.port}: ${p.owner} does`, "choose another port for ssh"),
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

  "cli/no-spec": (p: { reason: string }) => error(`cannot read the spec: ${p.reason}`),
  "cli/other-spec": (p: { other: string }) =>
    error(`belongs to ${p.other}`, "give one of the two specs another name, or delete the file"),
  "cli/outside": (p: { root: string }) =>
    error(
      `lies outside of the folder to write in, ${p.root}`,
      "go to the spec's repository, or say --root FOLDER",
    ),
  "cli/broken-journal": () =>
    error(
      "is damaged, so what it began cannot be finished",
      "compare `git status` with what you expect, then delete it",
    ),
  "cli/foreign-file": () =>
    error(
      "is in the way: needle did not write it",
      "move it, or delete it if nobody needs it; needle never overwrites it",
    ),
  "cli/stale": (p: { changes: number }) =>
    error(`${p.changes} generated file(s) differ from the spec`, "run `needle generate` first"),
  "cli/locked": (p: { pid: string }) =>
    error(`another needle (process ${p.pid}) is writing here`, "wait until it is done"),
  "cli/unreadable": (p: { reason: string }) => error(`cannot be read: ${p.reason}`),
  "cli/unwritable": (p: { reason: string }) => error(`cannot be written: ${p.reason}`, "nothing was changed"),
  "cli/half-written": (p: { reason: string }) =>
    error(
      `the last step was cut off: ${p.reason}`,
      "run `needle generate` again: it finishes what was begun",
    ),
  "cli/which-spec": (p: { found: string }) =>
    error(`which spec? There is ${p.found || "none"} in specs/`, "name it, or set NEEDLE_SPEC"),
  "cli/no-such-stage": (p: { stage: string; known: string }) =>
    error(`no stage is named "${p.stage}"`, `one of: ${p.known}`),
  "cli/no-such-host": (p: { host: string; known: string }) =>
    error(`no host is named "${p.host}"`, `one of: ${p.known}`),
  "cli/no-program": (p: { program: string; remedy: string }) =>
    error(`${p.program} cannot be found`, p.remedy),
  "cli/lab": (p: { reason: string }) => error(p.reason),
};

export type Severity = "error" | "warning";

export interface Wording {
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
}

const error = (message: string, help?: string): Wording => ({
  severity: "error",
  message,
  ...(help && { help }),
});
const warning = (message: string, help?: string): Wording => ({
  ...error(message, help),
  severity: "warning",
});
