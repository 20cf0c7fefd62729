import type { Landscape } from "../../../schemas/landscape.ts";
import type { Result } from "../../diagnostics/diagnostic.ts";
import type { Endpoint, Host } from "../plan.ts";
import { single } from "./single.ts";

type Topology = Landscape["needle"]["topology"];

/** What a kind of topology decides: where the endpoint is. */
export type Expand<Kind extends Topology["kind"] = Topology["kind"]> = (
  topology: Extract<Topology, { kind: Kind }>,
  hosts: readonly Host[],
) => Result<Pick<Endpoint, "address" | "at">>;

export const topologies = { single } satisfies { [Kind in Topology["kind"]]: Expand<Kind> };
