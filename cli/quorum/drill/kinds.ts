export interface Kind {
  /** Completes "this drill ...". */
  readonly does: string;
  /** Whether a person may name another server than the one with the endpoint. */
  readonly anyone: boolean;
}

export const kinds = {
  "server-kill": { does: "takes the power from a server", anyone: true },
  "endpoint-cut": { does: "cuts the server with the endpoint off from the others", anyone: false },
  "two-servers-dead": {
    does: "takes the power from as many servers as are too many, and gives it back to one",
    anyone: false,
  },
  switchover: { does: "gives the endpoint to another server, on purpose", anyone: false },
} as const satisfies Record<string, Kind>;

export type Drill = keyof typeof kinds;

export const drills = Object.keys(kinds) as readonly Drill[];

export const isQuorumDrill = (name: string): name is Drill => name in kinds;
