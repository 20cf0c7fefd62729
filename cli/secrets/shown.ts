import type { Form } from "../../compiler/plan/secrets.ts";
import { type State, type Stock, stockOf, worstOf } from "./stock.ts";
import type { Survey } from "./survey.ts";
import type { Use } from "./uses.ts";
import { formName } from "./value.ts";

/** What is said of a secret: everything but its value. */
export interface Shown {
  readonly names: readonly string[];
  readonly provider: "vault" | "environment" | "file";
  /** Variable or file. */
  readonly place: string;
  readonly purposes: readonly string[];
  /** What its value is like, and whether needle makes it. */
  readonly form: string;
  readonly made: boolean;
  readonly state: State;
  readonly in: readonly Stock[];
  readonly uses: readonly Use[];
  /** needle can put another random value in its place. */
  readonly rotates: boolean;
  /** Why its value must stay as it is. */
  readonly stays?: string;
}

export const shownOf = (survey: Survey): Shown[] =>
  survey.needs.flatMap((need) => {
    const stock = stockOf(need, survey).filter(({ deployment }) => survey.scope.has(deployment));
    if (stock.length === 0) return [];
    const { names, kind, place, purposes, form, stays, uses } = need;
    return [
      {
        names,
        provider: kind,
        place,
        purposes,
        form: formName(form),
        made: kind !== "environment" && form.kind !== "given",
        state: worstOf(stock),
        in: stock,
        uses: uses.filter(({ deployment }) => survey.scope.has(deployment)),
        rotates: stays === undefined && kind !== "environment" && isRandom(form),
        ...(stays !== undefined && { stays }),
      },
    ];
  });

const isRandom = (form: Form): boolean => form.kind !== "given" || form.next !== undefined;

export const isSecure = ({ state }: Shown): boolean => state === "there";
