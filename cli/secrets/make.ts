import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import type { Holders } from "./holders.ts";
import type { Need } from "./needs.ts";
import { type Stock, stockOf } from "./stock.ts";
import type { Survey } from "./survey.ts";
import { mayWrite } from "./team.ts";
import { randomValue } from "./value.ts";
import type { Wish } from "./wish.ts";

/** A secret that stays missing in a deployment, and what would have to happen. */
export interface Lack {
  readonly need: Need;
  readonly deployment: string;
  readonly because: string;
}

/** Files of theirs that did not open: what they hold cannot be told from what is missing. */
export function shutFor({ teams, scope, holders, keys }: Survey): Diagnostic[] {
  const ours = [...scope].filter((name) => isOurs(name, { teams, keys }));
  const shut = ours.flatMap((name) => (holders.get(name) ?? []).filter(({ closed }) => closed !== undefined));
  return [...new Set(shut)].map(({ path, closed = "" }) =>
    keys
      ? diagnose("cli/vault-closed", { file: path }, { reason: closed })
      : diagnose("cli/no-vault-password", { file: path }),
  );
}

/** New values for what is missing and may be made up; the same value everywhere for what several deployments use. */
export function makingOf(survey: Survey): { wishes: Wish[]; lacks: Lack[] } {
  const wishes: Wish[] = [];
  const lacks: Lack[] = [];
  for (const need of survey.needs) {
    const stock = stockOf(need, survey);
    const source = sourceOf(need, stock, survey);
    for (const { deployment } of stock.filter((one) => isWanting(one, survey))) {
      const { value, because } = isOurs(deployment, survey) ? source : notOurs;
      if (value === undefined) lacks.push({ need, deployment, because });
      else wishes.push({ need, deployment, value });
    }
  }
  return { wishes, lacks };
}

const isWanting = ({ deployment, state }: Stock, { scope }: Survey): boolean =>
  state !== "there" && scope.has(deployment);

const isOurs = (deployment: string, { teams, keys }: Pick<Survey, "teams" | "keys">): boolean =>
  keys === undefined || mayWrite(teams.get(deployment) ?? "needle", keys);

const notOurs: Source = { because: "its people make it: their vault id was not said" };

/** A value, or why there is none. */
interface Source {
  readonly value?: string;
  readonly because: string;
}

/** Whoever has it already is copied. A secret is made at its home only, and only where nobody can have it. */
function sourceOf(need: Need, stock: readonly Stock[], survey: Survey): Source {
  if (need.kind === "environment")
    return { because: "comes from the environment, which is CI's: needle cannot put it there" };
  const there = stock.find(({ state }) => state === "there");
  if (there) return copyOf(need, there, survey.holders);
  const closed = stock.find(({ state }) => state === "unknown");
  if (closed) return { because: `may stand in ${closed.files.join(", ")}, which is not open` };
  const home = need.deployments[0] ?? "";
  if (!survey.scope.has(home) || !isOurs(home, survey))
    return { because: `is made for ${home} first, and copied from there` };
  const value = randomValue(need.form);
  return { ...(value !== undefined && { value }), because: "only a person knows it" };
}

function copyOf({ place, kind }: Need, { deployment, files }: Stock, holders: Holders): Source {
  const holder = (holders.get(deployment) ?? []).find(({ path }) => files.includes(path));
  const variable = holder?.variables?.get(place);
  const isReadable = variable !== undefined && (holder?.plain !== undefined || !variable.sealed);
  return {
    ...(kind === "vault" && isReadable && { value: variable.text }),
    because: `stands in ${files.join(", ")}: copy it from there`,
  };
}
