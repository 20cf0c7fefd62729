/** What a drill must end in, so that it was good. */
export type Ending =
  /** The other host serves, after the victim was fenced. */
  | "takeover"
  /** Exactly one of the two goes on, whichever; the other was fenced. */
  | "oneLeft"
  /** The active host goes on; nobody moves. The victim may be fenced. */
  | "stays"
  /** Nobody moves, for nobody can know that the victim is off. */
  | "waits"
  /** The service is back on the same host. */
  | "restarts"
  /** The other host serves, and nobody was fenced. */
  | "moves";

export interface Kind {
  /** Completes "this drill ...". */
  readonly does: string;
  /** Which host it is done to when nobody says: by its part now. */
  readonly victim: "active" | "standby" | "witness";
  /** Parts that it can be done to. */
  readonly victims: readonly ("active" | "standby" | "witness")[];
}

export const kinds = {
  "power-cut": { does: "takes the power from a host", victim: "active", victims: ["active", "standby"] },
  hang: { does: "makes a host's kernel stand still", victim: "active", victims: ["active", "standby"] },
  "replication-link": {
    does: "cuts the network that the data is mirrored over",
    victim: "standby",
    victims: ["active", "standby"],
  },
  "both-links": {
    does: "cuts every link between the two hosts",
    victim: "active",
    victims: ["active", "standby"],
  },
  "bmc-dead": {
    does: "takes the power from a host and from its BMC together",
    victim: "active",
    victims: ["active", "standby"],
  },
  "witness-dead": { does: "stops the witness", victim: "witness", victims: ["witness"] },
  "service-crash": { does: "kills the main process of a service", victim: "active", victims: ["active"] },
  switchover: {
    does: "moves everything to the other host, on purpose",
    victim: "active",
    victims: ["active"],
  },
} as const satisfies Record<string, Kind>;

export type Drill = keyof typeof kinds;

export const drills = Object.keys(kinds) as readonly Drill[];

export const isPairDrill = (name: string): name is Drill => name in kinds;

export interface Circumstances {
  /** Part of the host that the drill is done to. */
  readonly part: "active" | "standby" | "witness";
  /** A host without power and BMC is given up. */
  readonly selfFencing: boolean;
}

export function endingOf(drill: Drill, { part, selfFencing }: Circumstances): Ending {
  switch (drill) {
    case "service-crash":
      return "restarts";
    case "switchover":
      return "moves";
    case "bmc-dead":
      if (part === "active") return selfFencing ? "takeover" : "waits";
      return "stays";
    case "both-links":
      return "oneLeft";
    case "replication-link":
    case "witness-dead":
      return "stays";
    default:
      return part === "active" ? "takeover" : "stays";
  }
}
