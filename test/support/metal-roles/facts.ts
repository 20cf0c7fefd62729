import ipaddr from "ipaddr.js";
import type { Thing } from "./cluster.ts";
import type { Call } from "./play.ts";
import { at, objectsOf, ofKind, releasesOf } from "./records.ts";

/** A fact that has to hold between objects that were sent to clusters: what breaks it, in words. */
type Fact = (objects: readonly Thing[], calls: readonly Call[]) => Iterable<string>;

const text = (data: unknown, path: string): string => String(at(data, path));
const list = <T = unknown>(data: unknown, path: string): T[] => (at(data, path) as T[] | undefined) ?? [];
const names = (data: unknown, path: string): string[] => list(data, path).map((entry) => text(entry, "name"));
const nameOf = (thing: Thing): string => `${thing.kind} ${thing.metadata.name}`;

/** Every string in data with the path to it. */
function* strings(data: unknown, path: string): Iterable<readonly [string, string]> {
  if (typeof data === "string") yield [path, data];
  else if (typeof data === "object" && data)
    for (const [key, value] of Object.entries(data)) yield* strings(value, `${path}.${key}`);
}

const everything = (objects: readonly Thing[], calls: readonly Call[]) => [
  ...objects.flatMap((thing) => [...strings(thing, nameOf(thing))]),
  ...releasesOf(calls).flatMap(({ name, values }) => [...strings(values, `release ${name}`)]),
];

const decoded = (value: string): string => Buffer.from(value, "base64").toString();

/** Passwords and keys that stand in metal-roles for everybody to read. */
const known = /^(change-me|admin|Password1!|metal-(view|edit|admin)|x123456789012345678901234567891y)$/;
const secretly = /pass|secret|hmac|key/i;

function* publicPasswords(objects: readonly Thing[], calls: readonly Call[]): Iterable<string> {
  for (const [path, value] of everything(objects, calls)) {
    const inSecret = /^Secret |_enc$/.test(path) && known.test(decoded(value));
    if ((secretly.test(path) && known.test(value)) || inSecret)
      yield `${path} is a password that everybody knows`;
  }
}

/** Where the word None is meant, templates that are not Ansible's, and metal-api's own object store, which is off. */
const spoken =
  /metal_api\.s3\.(address|key|secret|firmware_bucket)$|\.(sessionAffinity|clusterIP)$|^ConfigMap grafana-dashboard|\.(templateFiles|additionalPrometheusRulesMap)\.|thanos\.ruler\.config$/;

function* unsaid(objects: readonly Thing[], calls: readonly Call[]): Iterable<string> {
  for (const [path, value] of everything(objects, calls))
    if (!spoken.test(path) && /\bNone\b|\bundefined\b|\{\{/.test(value)) yield `${path} has a gap: ${value}`;
}

function* encoding(objects: readonly Thing[]): Iterable<string> {
  for (const thing of ofKind(objects, "Secret"))
    for (const [key, value] of Object.entries((at(thing, "data") as Record<string, unknown> | null) ?? {}))
      if (Buffer.from(String(value), "base64").toString("base64") !== value)
        yield `${nameOf(thing)}: ${key} is not base64`;
}

function* references(objects: readonly Thing[]): Iterable<string> {
  const secrets = new Set(
    ofKind(objects, "Secret").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  for (const thing of objects.filter(({ apiVersion }) => apiVersion.includes("gardener.cloud")))
    for (const [path, value] of strings(thing, nameOf(thing)))
      if (/\.(secret|credentials)Ref\.name$/.test(path) && !secrets.has(`garden/${value}`))
        yield `${path}: there is no secret ${value}`;
}

function* gardenDomains(objects: readonly Thing[]): Iterable<string> {
  for (const garden of ofKind(objects, "Garden")) {
    const providers = names(garden, "spec.dns.providers");
    for (const path of ["spec.runtimeCluster.ingress.domains", "spec.virtualCluster.dns.domains"])
      for (const { name, provider } of list<{ name: string; provider: string }>(garden, path))
        if (!providers.includes(provider)) yield `${name}: no DNS provider is called ${provider}`;
  }
}

const seedsOf = (objects: readonly Thing[]): Thing[] => [
  ...ofKind(objects, "Gardenlet"),
  ...ofKind(objects, "ManagedSeed"),
];
const networksOf = (seed: Thing | undefined): unknown =>
  at(seed, "spec.config.seedConfig.spec.networks") ??
  at(seed, "spec.gardenlet.config.seedConfig.spec.networks");

function* shootsOnSeeds(objects: readonly Thing[]): Iterable<string> {
  for (const shoot of ofKind(objects, "Shoot")) {
    const seed = seedsOf(objects).find(({ metadata }) => metadata.name === text(shoot, "spec.seedName"));
    if (!seed) yield `${nameOf(shoot)}: no seed is called ${text(shoot, "spec.seedName")}`;
    for (const mine of ["pods", "services"])
      for (const theirs of ["pods", "services"])
        if (overlap(text(shoot, `spec.networking.${mine}`), text(networksOf(seed), theirs)))
          yield `${nameOf(shoot)}: its ${mine} overlap the ${theirs} of its seed`;
  }
}

/** Objects stand in the order in which they were first sent. */
function* seedsBeforeShoots(objects: readonly Thing[]): Iterable<string> {
  for (const shoot of ofKind(objects, "Shoot")) {
    const before = seedsOf(objects.slice(0, objects.indexOf(shoot))).map(({ metadata }) => metadata.name);
    if (!before.includes(text(shoot, "spec.seedName")))
      yield `${nameOf(shoot)}: Gardener does not know its seed yet when it is sent`;
  }
}

function overlap(one: string, other: string): boolean {
  if (other === "undefined") return false;
  const [a, b] = [ipaddr.parseCIDR(one), ipaddr.parseCIDR(other)];
  return a[0].kind() === b[0].kind() && a[0].match(b[0], Math.min(a[1], b[1]));
}

function* toleratedTaints(objects: readonly Thing[]): Iterable<string> {
  for (const shoot of ofKind(objects, "Shoot")) {
    const seed = ofKind(objects, "Gardenlet").find(
      ({ metadata }) => metadata.name === at(shoot, "spec.seedName"),
    );
    const project = ofKind(objects, "Project").find(
      (thing) =>
        (at(thing, "spec.namespace") ?? `garden-${thing.metadata.name}`) === shoot.metadata.namespace,
    );
    const tolerated = [
      ...list<{ key: string }>(shoot, "spec.tolerations"),
      ...list<{ key: string }>(project, "spec.tolerations.defaults"),
    ].map(({ key }) => key);
    for (const { key } of list<{ key: string }>(seed, "spec.config.seedConfig.spec.taints"))
      if (!tolerated.includes(key)) yield `${nameOf(shoot)}: does not tolerate ${key} of its seed`;
  }
}

function* shootsInProfile(objects: readonly Thing[]): Iterable<string> {
  const [profile] = ofKind(objects, "CloudProfile");
  const plane = Object.values((at(profile, "spec.providerConfig.metalControlPlanes") ?? {}) as object)[0];
  const zones = list(profile, "spec.regions").flatMap((region) =>
    names(region, "zones").map((zone) => `${text(region, "name")}/${zone}`),
  );
  const images = list(profile, "spec.machineImages").flatMap((image) =>
    list(image, "versions").map((version) => `${text(image, "name")} ${text(version, "version")}`),
  );
  const versions = list(profile, "spec.kubernetes.versions").map((entry) => text(entry, "version"));
  for (const shoot of ofKind(objects, "Shoot")) {
    const infrastructure = at(shoot, "spec.provider.infrastructureConfig");
    const partition = text(infrastructure, "partitionID");
    const wanted: [string, string, readonly string[]][] = [
      ["zone", `${text(shoot, "spec.region")}/${partition}`, zones],
      ["version of Kubernetes", text(shoot, "spec.kubernetes.version"), versions],
      ["image of firewalls", text(infrastructure, "firewall.image"), list(plane, "firewallImages")],
      [
        "size of firewalls",
        text(infrastructure, "firewall.size"),
        list(plane, `partitions.${partition}.firewallTypes`),
      ],
    ];
    for (const worker of list(shoot, "spec.provider.workers")) {
      const image = `${text(worker, "machine.image.name")} ${text(worker, "machine.image.version")}`;
      wanted.push(["machine type", text(worker, "machine.type"), names(profile, "spec.machineTypes")]);
      wanted.push(["machine image", image, images]);
    }
    for (const [what, value, there] of wanted)
      if (!there.includes(value)) yield `${nameOf(shoot)}: the cloud profile has no ${what} ${value}`;
  }
}

function* managedSeeds(objects: readonly Thing[]): Iterable<string> {
  for (const seed of ofKind(objects, "ManagedSeed")) {
    const shoot = ofKind(objects, "Shoot").find(
      ({ metadata }) => metadata.name === at(seed, "spec.shoot.name") && metadata.namespace === "garden",
    );
    if (!shoot) yield `${nameOf(seed)}: there is no such shoot in namespace garden`;
    for (const range of ["pods", "services"])
      if (at(shoot, `spec.networking.${range}`) !== at(networksOf(seed), range))
        yield `${nameOf(seed)}: its ${range} are not those of its shoot`;
  }
}

/** What metal-api is told at its start, against what shoots ask it for. */
function* masterdata(objects: readonly Thing[], calls: readonly Call[]): Iterable<string> {
  const values = releasesOf(calls).find(({ name }) => name === "metal-control-plane")?.values;
  if (!values) return;
  const all = JSON.stringify(values);
  for (const shoot of ofKind(objects, "Shoot")) {
    const { projectID, partitionID, firewall } = at(shoot, "spec.provider.infrastructureConfig") as {
      projectID: string;
      partitionID: string;
      firewall: { image: string; size: string; networks: string[] };
    };
    for (const id of [projectID, partitionID, firewall.image, firewall.size, ...firewall.networks])
      if (!all.includes(id)) yield `${nameOf(shoot)}: metal-api is not told of ${id}`;
  }
}

/** Two databases that write to one place of one bucket overwrite each other. */
function* backups(objects: readonly Thing[]): Iterable<string> {
  const places = new Map<string, string>();
  for (const thing of objects.filter(({ metadata }) =>
    metadata.name.startsWith("backup-restore-sidecar-config"),
  )) {
    const config = Object.values((at(thing, "data") as Record<string, string> | undefined) ?? {}).join("\n");
    const prefix = /object-prefix: *(\S+)/.exec(config)?.[1] ?? config;
    const other = places.get(prefix);
    if (other && other !== nameOf(thing)) yield `${nameOf(thing)} and ${other} back up to ${prefix}`;
    places.set(prefix, nameOf(thing));
  }
}

const facts: readonly Fact[] = [
  publicPasswords,
  unsaid,
  encoding,
  references,
  gardenDomains,
  shootsOnSeeds,
  seedsBeforeShoots,
  toleratedTaints,
  shootsInProfile,
  managedSeeds,
  masterdata,
  backups,
];

/** All that is wrong between the objects of a run. */
export const breaches = (calls: readonly Call[]): string[] =>
  facts.flatMap((fact) => [...fact(objectsOf(calls), calls)]);
