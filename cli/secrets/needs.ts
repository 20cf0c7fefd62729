import type { Tree } from "../../compiler/output/tree.ts";
import type { Plan, Secret } from "../../compiler/plan/plan.ts";
import type { Form } from "../../compiler/plan/secrets.ts";
import { byUnit } from "../../compiler/plan/sort.ts";
import { jinjaOf } from "../../generators/secrets.ts";
import { type Use, usesIn } from "./uses.ts";

/** One value that somebody has to provide, whatever it is called in the spec and however often it is used. */
export interface Need {
  readonly names: readonly string[];
  readonly kind: Secret["kind"];
  /** Variable or file. */
  readonly place: string;
  readonly purposes: readonly string[];
  readonly form: Form;
  readonly stays?: string;
  readonly changedBy: readonly string[];
  readonly uses: readonly Use[];
  /** Folders below inventories/ whose Ansible asks for it. The first is its home: others have a copy. */
  readonly deployments: readonly string[];
}

/** What a plan needs, by name. The tree says where it is used; without one there must be one deployment. */
export function needsOf(plan: Plan, tree: Tree | undefined): Need[] {
  const usesOf = tree ? usesIn(tree) : () => [];
  const byPlace = new Map<string, Secret[]>();
  for (const secret of plan.secrets) {
    const key = `${secret.kind} ${secret.place}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), secret]);
  }
  return [...byPlace.values()].flatMap((secrets) => needOf(secrets, plan, usesOf));
}

function needOf(
  secrets: readonly Secret[],
  plan: Plan,
  usesOf: (expression: string) => readonly Use[],
): Need[] {
  const [first] = secrets;
  if (!first) return [];
  const uses = usesOf(jinjaOf(first));
  const stays = secrets.find((secret) => secret.stays !== undefined)?.stays;
  return [
    {
      names: unique(secrets.map(({ name }) => name)),
      kind: first.kind,
      place: first.place,
      purposes: unique(secrets.map(({ purpose }) => purpose)),
      form: formOf(secrets),
      ...(stays !== undefined && { stays }),
      changedBy: unique(secrets.flatMap(({ changedBy }) => changedBy ?? [])),
      uses,
      deployments: deploymentsOf(uses, plan),
    },
  ];
}

/** One value for several purposes must be right for each; where their forms differ, a person decides. */
function formOf(secrets: readonly Secret[]): Form {
  const forms = new Map(secrets.map(({ form }) => [JSON.stringify(form), form]));
  const [form] = forms.values();
  return form && forms.size === 1 ? form : { kind: "given" };
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

/** The hosts' own first. */
function deploymentsOf(uses: readonly Use[], plan: Plan): string[] {
  const found = unique(uses.map(({ deployment }) => deployment)).sort(byUnit);
  const home = plan.name;
  if (found.length === 0) return [home];
  return found.includes(home) ? [home, ...found.filter((name) => name !== home)] : found;
}
