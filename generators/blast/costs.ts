import type { Differences } from "./differences.ts";
import { isPair, isQuorum, lostOf, membersOf, spareOf } from "./members.ts";
import type { TouchedService } from "./touched.ts";

/** What is lost while a change is rolled out. */
export interface Cost {
  readonly kind:
    | "service"
    | "no-standby"
    | "fewer-members"
    | "no-witness"
    | "fewer-dns-servers"
    | "move"
    | "one-switch-after-the-other";
  readonly hosts: readonly string[];
  /** A sentence. */
  readonly text: string;
}

export function costsOf(services: readonly TouchedService[], differences: Differences): Cost[] {
  const had = membersOf(differences.before);
  // Members come and go last: what restarts before that has those that were.
  const members = isQuorum(had) ? had : membersOf(differences.after);
  const servers = serversOf(services, differences);
  return [
    ...services
      .filter(({ service, does }) => does === "restart" && (service !== replica || servers.length === 0))
      .map((touched) => awayOf(touched, members)),
    ...movesOf(services),
    ...standbyOf(differences),
    ...fewerOf(differences),
    ...witnessOf(services, differences),
    ...servers,
    ...switchesOf(differences),
  ];
}

const replica = "pdns@replica";

function awayOf(touched: TouchedService, members: readonly string[]): Cost {
  const { service, hosts, away } = touched;
  const head = `${service} restarts ${placeOf(touched, members)}`;
  if (service === "k3s" && isQuorum(members))
    return {
      kind: "fewer-members",
      hosts,
      text: `${head}: meanwhile ${leftOf(members.length, 1)}`,
    };
  return { kind: "service", hosts, text: `${head}: meanwhile ${away}` };
}

function placeOf({ runs, hosts, oneByOne }: TouchedService, members: readonly string[]): string {
  if (runs === "cluster") return "on the cluster";
  if (runs === "active" && isPair(members)) return "on the active host alone";
  return `on ${hosts.join(", ")}${oneByOne && hosts.length > 1 ? ", one after the other" : ""}`;
}

/** "2 of 3 members go on, of which none may fail". */
function leftOf(members: number, away: number): string {
  const spare = spareOf(members) - away;
  return `${members - away} of ${members} members go on, of which ${spare > 0 ? `${spare} more` : "none"} may fail`;
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
  if (!isPair(had) || gone.length !== 1) return [];
  const until = next === undefined ? "from now on" : `until ${next} has joined and has the data`;
  return [{ kind: "no-standby", hosts: gone, text: `no standby once ${gone.join()} is gone, ${until}` }];
}

function fewerOf({ before, after }: Differences): Cost[] {
  const had = membersOf(before);
  const lost = lostOf(before, after);
  return isQuorum(had) && lost.length > 0 && lost.length <= spareOf(had.length)
    ? [
        {
          kind: "fewer-members",
          hosts: lost,
          text: `${lost.join(", ")}: etcd counts on it until it is taken out; once it is down, ${leftOf(had.length, lost.length)}, and the role restarts none that these could not spare`,
        },
      ]
    : [];
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
