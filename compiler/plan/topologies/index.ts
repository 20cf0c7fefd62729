import type { Landscape } from "../../../schemas/landscape.ts";
import type { Result } from "../../diagnostics/diagnostic.ts";
import type { Chosen } from "../lock.ts";
import type { Pair } from "../pair.ts";
import type { Endpoint, Host, Kubernetes } from "../plan.ts";
import type { Quorum } from "../quorum.ts";
import { pair } from "./pair.ts";
import { quorum } from "./quorum.ts";
import { single } from "./single.ts";

type Topology = Landscape["needle"]["topology"];

/** What a kind of topology decides. */
export interface Expansion {
  readonly endpoint: Pick<Endpoint, "address" | "at">;
  /** Said where several hosts can carry the one node. */
  readonly identity?: Kubernetes["identity"];
  readonly pair?: Pair;
  readonly quorum?: Quorum;
}

export type Expand<Kind extends Topology["kind"] = Topology["kind"]> = (
  topology: Extract<Topology, { kind: Kind }>,
  hosts: readonly Host[],
  spec: Landscape,
  /** The endpoint that was chosen earlier: what is derived is derived once. */
  chosen: Chosen | undefined,
) => Result<Expansion>;

const topologies = { single, pair, quorum } satisfies { [Kind in Topology["kind"]]: Expand<Kind> };

/** The compiler cannot see that a topology's kind finds the expander of that very kind. */
export const expand = (spec: Landscape, hosts: readonly Host[], chosen?: Chosen): Result<Expansion> => {
  const { topology } = spec.needle;
  return (topologies[topology.kind] as Expand)(topology, hosts, spec, chosen);
};
