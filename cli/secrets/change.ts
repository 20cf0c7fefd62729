import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { nearest } from "../../compiler/diagnostics/nearest.ts";
import type { Need } from "./needs.ts";
import { stockOf } from "./stock.ts";
import type { Survey } from "./survey.ts";
import { randomValue } from "./value.ts";
import type { Wish } from "./wish.ts";

/** One secret and its new value, in all its places; or why it stays as it is. */
export type Changing =
  | { readonly need: Need; readonly wishes: readonly Wish[]; readonly isFirst: boolean }
  | Diagnostic;

const here = { file: "needle secrets" };

/** Another random value for one secret, wherever it stands; or why that would break something. */
export function rotationOf(name: string, survey: Survey): Changing {
  const need = needNamed(name, survey);
  if ("code" in need) return need;
  const form = need.form.kind === "given" ? need.form.next : need.form;
  const value = form && randomValue(form);
  if (value === undefined) return diagnose("cli/secret-given", here, { secret: name });
  const stock = stockOf(need, survey);
  if (stock.every(({ state }) => state === "missing"))
    return diagnose("cli/secret-missing", here, { secret: name });
  if (need.stays !== undefined) return diagnose("cli/secret-stays", here, { secret: name, why: need.stays });
  return everywhere(need, value, survey, false);
}

/** The value that a person brings: the first one of any secret, later ones only of those that may change. */
export function settingOf(name: string, value: string, survey: Survey): Changing {
  const need = needNamed(name, survey);
  if ("code" in need) return need;
  const isFirst = stockOf(need, survey).every(({ state }) => state === "missing");
  if (need.stays !== undefined && !isFirst)
    return diagnose("cli/secret-stays", here, { secret: name, why: need.stays });
  return everywhere(need, value, survey, isFirst);
}

function needNamed(name: string, { needs }: Survey): Need | Diagnostic {
  const known = needs.flatMap(({ names }) => names);
  const need = needs.find(({ names, place }) => names.includes(name) || place === name);
  if (!need)
    return diagnose("cli/no-such-secret", here, {
      secret: name,
      near: nearest(name, known),
      known: known.join(", "),
    });
  return need.kind === "environment"
    ? diagnose("cli/secret-elsewhere", here, { secret: name, variable: need.place })
    : need;
}

/** In all deployments or in none: two that differ would lock each other out. */
function everywhere(need: Need, value: string, survey: Survey, isFirst: boolean): Changing {
  const unknown = stockOf(need, survey).find(({ state }) => state === "unknown");
  const [file = ""] = unknown?.files ?? [];
  if (unknown && !survey.keys) return diagnose("cli/no-vault-password", { file });
  if (unknown) return diagnose("cli/vault-closed", { file }, { reason: reasonOf(file, survey) });
  return { need, wishes: need.deployments.map((deployment) => ({ need, deployment, value })), isFirst };
}

const reasonOf = (file: string, { holders }: Survey): string =>
  [...holders.values()].flat().find(({ path }) => path === file)?.closed ?? "";
