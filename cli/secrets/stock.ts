import { isFilled, secretFileOf } from "./files.ts";
import type { Holders } from "./holders.ts";
import type { Need } from "./needs.ts";

/** Whether a deployment has a secret. Unknown: a file that nobody has opened may hold it. */
export type State = "there" | "missing" | "unknown";

export interface Stock {
  readonly deployment: string;
  readonly state: State;
  /** The file that has it, or those that may. */
  readonly files: readonly string[];
  /** It stands there for everybody to read. */
  readonly inPlain?: true;
}

export interface Around {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly holders: Holders;
}

/** A secret in each deployment that asks for it. */
export const stockOf = (need: Need, around: Around): Stock[] =>
  need.deployments.map((deployment) => ({ deployment, ...looks[need.kind](need, deployment, around) }));

type Look = (need: Need, deployment: string, around: Around) => Omit<Stock, "deployment">;

const looks: Record<Need["kind"], Look> = {
  environment: ({ place }, _deployment, { env }) => ({ state: env[place] ? "there" : "missing", files: [] }),

  file: ({ place }, deployment, { root }) => {
    const path = secretFileOf(deployment, place);
    return isFilled(root, path) ? { state: "there", files: [path] } : { state: "missing", files: [] };
  },

  vault: ({ place }, deployment, { holders }) => {
    const all = holders.get(deployment) ?? [];
    const holder = all.find(({ variables }) => (variables?.get(place)?.text ?? "").trim() !== "");
    if (holder) {
      const inPlain = holder.kind === "plain" && holder.variables?.get(place)?.sealed === false;
      return { state: "there", files: [holder.path], ...(inPlain && { inPlain }) };
    }
    const closed = all.filter(({ variables }) => variables === undefined).map(({ path }) => path);
    return { state: closed.length > 0 ? "unknown" : "missing", files: closed };
  },
};

/** The worst of all deployments. */
export const worstOf = (stock: readonly Stock[]): State =>
  (["missing", "unknown"] as const).find((state) => stock.some((one) => one.state === state)) ?? "there";
