import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withValue } from "../../compiler/source/edit.ts";
import { compile, diffTrees } from "../../index.ts";
import { jsonSchema } from "../../schemas/json-schema.ts";
import { backupWords, silentBackupWords } from "../support/backup-words.ts";
import { chainWords, silentChainWords, type Words } from "../support/chain-words.ts";
import { elsewhereWords, gitlabWords, silentGitlabWords } from "../support/gitlab-words.ts";

const single = readFileSync("test/golden/everything-said/needle.yaml", "utf8");
const pair = readFileSync("test/golden/pair-far-apart/needle.yaml", "utf8");
const pipeline = readFileSync("test/golden/gitlab-containers/needle.yaml", "utf8");
const elsewhere = readFileSync("test/golden/gitlab-single/needle.yaml", "utf8");
const quorum = readFileSync("test/golden/quorum-everything-said/needle.yaml", "utf8");
const agents = readFileSync("test/golden/quorum-agents/needle.yaml", "utf8");
const saved = readFileSync("test/golden/backup-sftp/needle.yaml", "utf8");
const chain = readFileSync("test/golden/chain-everything-said/needle.yaml", "utf8");
const zones = ["needle", "services", "dns", "zones", "apps.example.org"];

/** Another sound value for every word a spec can say, and where to say it. */
const others: Words = {
  name: [["name"], "ber"],
  domain: [["domain"], "ber.example.org"],
  "networks.management.cidr": [["networks", "management", "cidr"], "192.168.0.0/16"],
  "networks.management.mtu": [["networks", "management", "mtu"], 9000],
  "needle.hosts.*.address": [["needle", "hosts", "needle1", "address"], "192.168.1.111"],
  "needle.hosts.*.role": [["needle", "hosts", "dns1"], { address: "192.168.1.102", role: "service" }],
  "needle.hosts.*.kind": [["needle", "hosts", "needle1"], { address: "192.168.1.101", kind: "container" }],
  "needle.hosts.*.disks": [["needle", "hosts", "needle1", "disks"], ["/dev/sdz"]],
  "needle.hosts.*.user": [["needle", "hosts", "needle1", "user"], "admin"],
  "needle.hosts.*.port": [["needle", "hosts", "needle1", "port"], 2222],
  "needle.kubernetes.version": [["needle", "kubernetes", "version"], "v1.34.3+k3s1"],
  "needle.kubernetes.sha256": [["needle", "kubernetes", "sha256"], "a".repeat(64)],
  "needle.kubernetes.pods": [["needle", "kubernetes", "pods"], "10.2.0.0/16"],
  "needle.kubernetes.services": [["needle", "kubernetes", "services"], "10.3.0.0/16"],
  "needle.kubernetes.token": [["needle", "kubernetes", "token"], "other-token"],
  "needle.services.dns.zones.*.records": [[...zones, "records"], []],
  "needle.services.dns.zones.*.records[].name": [[...zones, "records", 1, "name"], "www"],
  "needle.services.dns.zones.*.records[].type": [
    [...zones, "records", 1],
    { name: "*", type: "AAAA", values: ["::1"] },
  ],
  "needle.services.dns.zones.*.records[].values": [[...zones, "records", 1, "values"], ["192.0.2.1"]],
  "needle.services.dns.zones.*.records[].ttl": [[...zones, "records", 1, "ttl"], 61],
  "needle.services.dns.apiKey": [["needle", "services", "dns", "apiKey"], "other-key"],
  "needle.services.dns.transferKey": [["needle", "services", "dns", "transferKey"], "other-key"],
  "needle.services.dns.apiClients": [["needle", "services", "dns", "apiClients"], ["192.0.2.0/24"]],
  "needle.services.time.upstream": [["needle", "services", "time", "upstream"], ["ntp.example.org"]],
  "needle.storage.filesystem": [["needle", "storage", "filesystem"], "ext4"],
  "needle.storage.size": [["needle", "storage", "size"], "50%"],
  "secrets.default": [["secrets", "default"], "vault"],
  "secrets.providers.*|vault.prefix": [["secrets", "providers", "ci"], { kind: "vault", prefix: "ci_" }],
  "secrets.providers.*|environment.prefix": [["secrets", "providers", "ci", "prefix"], "CI_"],
  "secrets.providers.*|file.directory": [["secrets", "providers", "files", "directory"], "elsewhere"],
  "artefacts.directory": [["artefacts", "directory"], "elsewhere"],
  "artefacts.mirror": [["artefacts", "mirror"], "https://other.example.org"],
};

const host = ["needle", "hosts", "needle1"];
const peer = ["needle", "hosts", "needle2"];
const topology = ["needle", "topology"];

/** The same for words that only a pair can say. */
const othersOfPair: Words = {
  "networks.replication.mtu": [["networks", "replication", "mtu"], 9000],
  "needle.hosts.*.replication": [[...host, "replication"], "10.255.0.5"],
  "needle.hosts.*.watchdog": [[...host, "watchdog"], "/dev/watchdog1"],
  "needle.hosts.*.bmc|ipmi.kind": [[...host, "bmc"], { kind: "ipmi", address: "192.168.2.101" }],
  "needle.hosts.*.bmc|ipmi.address": [[...peer, "bmc", "address"], "192.168.2.112"],
  "needle.hosts.*.bmc|ipmi.port": [[...peer, "bmc", "port"], 6231],
  "needle.hosts.*.bmc|ipmi.user": [[...peer, "bmc", "user"], "other"],
  "needle.hosts.*.bmc|ipmi.password": [[...peer, "bmc", "password"], "other"],
  "needle.hosts.*.bmc|ipmi.cipher": [[...peer, "bmc", "cipher"], 17],
  "needle.hosts.*.bmc|ipmi.privilege": [[...peer, "bmc", "privilege"], "administrator"],
  "needle.hosts.*.bmc|redfish.kind": [[...peer, "bmc"], { kind: "redfish", address: "192.168.2.102" }],
  "needle.hosts.*.bmc|redfish.address": [[...host, "bmc", "address"], "192.168.2.111"],
  "needle.hosts.*.bmc|redfish.port": [[...host, "bmc", "port"], 8444],
  "needle.hosts.*.bmc|redfish.user": [[...host, "bmc", "user"], "other"],
  "needle.hosts.*.bmc|redfish.password": [[...host, "bmc", "password"], "other"],
  "needle.hosts.*.bmc|redfish.system": [[...host, "bmc", "system"], "/redfish/v1/Systems/2"],
  "needle.hosts.*.bmc|redfish.verify": [[...host, "bmc", "verify"], true],
  "needle.topology|pair.endpoint": [[...topology, "endpoint"], "192.168.1.99"],
  "needle.topology|pair.key": [[...topology, "key"], "other"],
  "needle.topology|pair.token": [[...topology, "token"], 6000],
  "needle.topology|pair.replication.port": [[...topology, "replication", "port"], 7791],
  "needle.topology|pair.replication.protocol": [[...topology, "replication", "protocol"], "C"],
  "needle.topology|pair.replication.rate": [[...topology, "replication", "rate"], "20M"],
  "needle.topology|pair.replication.secret": [[...topology, "replication", "secret"], "other"],
};

const router = { address: "192.168.1.2", as: 64_512 };
const bgp = (other: object = {}) => ({ as: 64_512, peers: [{ ...router, ...other }] });

/** The same for words that only a quorum can say. */
const othersOfQuorum: Words = {
  "needle.topology|quorum.endpoint": [[...topology, "endpoint"], "192.168.1.99"],
  "needle.topology|quorum.heartbeat": [[...topology, "heartbeat"], 250],
  "needle.topology|quorum.owner|kube-vip.kind": [[...topology, "owner"], { kind: "kube-vip" }],
  "needle.topology|quorum.owner|kube-vip.lease": [[...topology, "owner", "lease"], 10],
  "needle.topology|quorum.owner|kube-vip.bgp.as": [
    [...topology, "owner", "bgp"],
    { as: 64_513, peers: [router] },
  ],
  "needle.topology|quorum.owner|kube-vip.bgp.peers": [[...topology, "owner", "bgp"], bgp()],
  "needle.topology|quorum.owner|kube-vip.bgp.peers[].address": [
    [...topology, "owner", "bgp"],
    bgp({ address: "192.168.1.3" }),
  ],
  "needle.topology|quorum.owner|kube-vip.bgp.peers[].as": [
    [...topology, "owner", "bgp"],
    bgp({ as: 64_513 }),
  ],
  "needle.topology|quorum.owner|kube-vip.bgp.peers[].password": [
    [...topology, "owner", "bgp"],
    bgp({ password: "bgp-router" }),
  ],
  "needle.topology|quorum.owner|kube-vip.bgp.peers[].multihop": [
    [...topology, "owner", "bgp"],
    bgp({ multihop: true }),
  ],
  "needle.topology|quorum.owner|keepalived.kind": [[...topology, "owner"], { kind: "keepalived" }],
  "needle.topology|quorum.owner|keepalived.router": [
    [...topology, "owner"],
    { kind: "keepalived", router: 9 },
  ],
  "needle.topology|quorum.owner|external.kind": [[...topology, "owner"], { kind: "external" }],
  "needle.kubernetes.endpoint.host": [["needle", "kubernetes", "endpoint"], { host: "kube.fra.example.org" }],
  "needle.kubernetes.endpoint.port": [["needle", "kubernetes", "endpoint"], { port: 7443 }],
  "needle.kubernetes.endpoint.before.host": [
    ["needle", "kubernetes", "endpoint"],
    { before: { host: "api.ber.example.org" } },
  ],
  "needle.kubernetes.endpoint.before.address": [
    ["needle", "kubernetes", "endpoint"],
    { before: { address: "192.168.1.98" } },
  ],
};

/** The same for words that only a cluster with agents can say. */
const othersOfAgents: Words = {
  "needle.kubernetes.agentToken": [["needle", "kubernetes", "agentToken"], "other-token"],
};

/** Words that change no file, each with what it is for. */
const silent: Record<string, string> = {
  apiVersion: "one version",
  kind: "one kind",
  plugin: "Ansible looks for it in the spec itself",
  "networks.management.gateway":
    "the rules keep its address free, and it is the lab's own end of the network",
  "needle.topology|single.kind": "told by the rest of the spec: the other topology needs more",
  "needle.topology|pair.kind": "told by the rest of the spec",
  "needle.topology|quorum.kind": "told by the rest of the spec",
  "needle.topology|quorum.owner|host.kind": "the endpoint is a server's address then: the rules compare them",
  "needle.hosts.*.rack": "the rules compare racks",
  "needle.hosts.*.capacity.memory": "the rules hold what runs on the host against it",
  "needle.hosts.*.capacity.root": "the rules hold what runs on the host against it",
  "needle.hosts.*.capacity.data": "the rules hold what runs on the host against it",
  "networks.outOfBand.cidr": "the rules look for the BMCs in it",
  "networks.replication.cidr": "the rules look for the hosts' addresses in it",
  "needle.topology|single.endpoint": "in topology single it can only be the host's own address",
  "needle.kubernetes.distribution": "one distribution",
  "needle.metalStack.release": "the rules compare Kubernetes with it",
  "secrets.providers.*|vault.kind": "told by its prefix",
  "secrets.providers.*|environment.kind": "told by its prefix",
  "secrets.providers.*|file.kind": "told by its directory",
};

test("every word of the schema is here, and no other", () => {
  const words = [...leaves(jsonSchema() as Schema, "")].sort();
  const known = [
    others,
    othersOfPair,
    othersOfQuorum,
    othersOfAgents,
    chainWords,
    gitlabWords,
    elsewhereWords,
    backupWords,
    silent,
    silentChainWords,
    silentGitlabWords,
    silentBackupWords,
  ].flatMap((table) => Object.keys(table));
  expect(known.sort()).toEqual(words);
});

describe.each([
  ["single", single, others],
  ["pair", pair, othersOfPair],
  ["pair, with a pipeline", pipeline, gitlabWords],
  ["single, with a pipeline", elsewhere, elsewhereWords],
  ["quorum", quorum, othersOfQuorum],
  ["quorum, with agents", agents, othersOfAgents],
  ["single, with backups", saved, backupWords],
])("each word has an effect in topology %s", (_topology, spec, words) => {
  const { tree: before = new Map() } = compile(spec, "needle.yaml");
  test.each(Object.entries(words))("%s", (_word, [path, value]) => {
    const { tree, diagnostics } = compile(withValue(spec, path, value), "needle.yaml");
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(tree && diffTrees(before, tree)).not.toEqual([]);
  });
});

const said = (text: string) => {
  const { plan, diagnostics } = compile(text, "needle.yaml");
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return JSON.stringify(plan);
};

describe("each word of the chain has an effect on the plan", () => {
  const before = said(chain);
  test.each(Object.entries(chainWords))("%s", (_word, [path, value]) => {
    expect(said(withValue(chain, path, value))).not.toBe(before);
  });
});

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
}

function* leaves(node: Schema, path: string): Iterable<string> {
  const { properties = {}, additionalProperties, items, oneOf } = node;
  for (const [key, child] of Object.entries(properties)) yield* leaves(child, path ? `${path}.${key}` : key);
  if (typeof additionalProperties === "object") yield* leaves(additionalProperties, `${path}.*`);
  for (const member of oneOf ?? []) yield* leaves(member, `${path}|${member.properties?.["kind"]?.const}`);
  if (items?.properties) yield* leaves(items, `${path}[]`);
  const inner =
    Object.keys(properties).length + (oneOf?.length ?? 0) > 0 || typeof additionalProperties === "object";
  if (!inner) yield path;
}
