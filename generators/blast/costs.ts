import type { Differences } from "./differences.ts";
import { membersOf } from "./members.ts";
import type { TouchedService } from "./touched.ts";

/** What is lost while a change is rolled out. */
export interface Cost {
  readonly kind:
    | "service"
    | "no-standby"
    | "no-witness"
    | "fewer-dns-servers"
    | "move"
    | "one-switch-after-the-other";
  readonly hosts: readonly string[];
  /** A sentence. */
  readonly text: string;
}

export function costsOf(services: readonly TouchedService[], differences: Differences): Cost[] {
  const members = membersOf(differences.after);
  const servers = serversOf(services, differences);
  return [
    ...services
      .filter(({ service, does }) => does === "restart" && (service !== replica || servers.length === 0))
      .map((touched) => awayOf(touched, members)),
    ...movesOf(services),
    ...standbyOf(differences),
    ...witnessOf(services, differences),
    ...servers,
    ...switchesOf(differences),
  ];
}

const replica = "pdns@replica";

function awayOf({ service, hosts, runs, away }: TouchedService, members: readonly string[]): Cost {
  const where =
    runs === "cluster"
      ? "on the cluster"
      : runs === "active" && members.length > 1
        ? "on the active host alone"
        : `on ${hosts.join(", ")}`;
  return { kind: "service", hosts, text: `${service} restarts ${where}: meanwhile ${away}` };
}

const movesOf = (services: readonly TouchedService[]): Cost[] =>
  services
    .filter(({ does }) => does === "moves")
    .map(({ service, hosts }) => ({
      kind: "move",
      hosts,
      text: `${service} takes it over with the next day2/maintain: one host after the other, so there is no standby while each is away, and the needle moves once`,
    }));

/** Of a pair that loses a member the other one has nobody to take over. */
function standbyOf({ before, after }: Differences): Cost[] {
  const had = membersOf(before);
  const has = membersOf(after);
  const gone = had.filter((name) => !has.includes(name));
  const [next] = has.filter((name) => !had.includes(name));
  if (had.length < 2 || gone.length !== 1) return [];
  const until = next === undefined ? "from now on" : `until ${next} has joined and has the data`;
  return [{ kind: "no-standby", hosts: gone, text: `no standby once ${gone.join()} is gone, ${until}` }];
}

const isWitness = (groups: readonly string[]): boolean => groups.includes("needle_witness");

function witnessOf(services: readonly TouchedService[], { before, after }: Differences): Cost[] {
  const had = before.filter(({ groups }) => isWitness(groups)).map(({ name }) => name);
  const has = after.filter(({ groups }) => isWitness(groups)).map(({ name }) => name);
  const lost = had.filter((name) => !has.includes(name));
  const asked = services.find(({ service, does }) => service === "corosync-qdevice" && does === "restart");
  const runs = services.find(({ service, does }) => service === "corosync-qnetd" && does === "restart");
  const text = "when the two hosts lose each other meanwhile, no third vote says which goes on";
  return [
    ...(lost.length > 0
      ? [
          {
            kind: "no-witness" as const,
            hosts: lost,
            text: `witness lost: ${text}${has.length > 0 ? ", until the new one is asked" : ", from now on"}`,
          },
        ]
      : []),
    ...(lost.length === 0 && (asked || runs)
      ? [
          {
            kind: "no-witness" as const,
            hosts: (asked ?? runs)?.hosts ?? [],
            text: `witness not asked for a moment: ${text}`,
          },
        ]
      : []),
  ];
}

/** Of several DNS servers some. */
function serversOf(services: readonly TouchedService[], { before, after }: Differences): Cost[] {
  const had = before.filter(hasReplica).map(({ name }) => name);
  const has = after.filter(hasReplica).map(({ name }) => name);
  const gone = had.filter((name) => !has.includes(name));
  const restarted =
    services.find(({ service, does }) => service === replica && does === "restart")?.hosts ?? [];
  const away = [...new Set([...gone, ...restarted])].sort();
  return away.length > 0 && had.length > 1
    ? [
        {
          kind: "fewer-dns-servers",
          hosts: away,
          text: `${away.length} of ${had.length} DNS servers do not answer: ${away.join(", ")}`,
        },
      ]
    : [];
}

const hasReplica = ({ variables }: { readonly variables: object }): boolean =>
  "dns_replica_address" in variables;

const switches = ["leaves", "spines", "exits", "mgmtleaves", "mgmtspines"];

function switchesOf({ concerns }: Differences): Cost[] {
  const touched = concerns.filter(({ host }) => host.groups.some((group) => switches.includes(group)));
  const hosts = [...new Set(touched.map(({ host }) => host.name))].sort();
  return hosts.length > 0
    ? [
        {
          kind: "one-switch-after-the-other",
          hosts,
          text: `${hosts.join(", ")}: one switch after the other; its neighbour carries the traffic`,
        },
      ]
    : [];
}
