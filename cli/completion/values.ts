import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { analyse } from "../../compiler/analyse.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { openSpec } from "../outcome.ts";

export interface Candidate {
  readonly value: string;
  readonly description: string;
}

export interface Asked {
  /** The folder of the deployment. */
  readonly root: string;
  readonly partial: string;
  /** The spec that is named before, if one is. */
  readonly spec: string | undefined;
  /** What of later days is named before, if one is. */
  readonly day?: string | undefined;
}

type Source = (asked: Asked) => readonly Candidate[] | Promise<readonly Candidate[]>;

/** What can be said for an argument or option of that name, where the program itself has no list of choices. */
export const sources: Readonly<Record<string, Source>> = {
  spec: (asked) => filesIn(asked, (name) => /\.ya?ml$/.test(name)),
  folder: (asked) => filesIn(asked, () => false),
  stage: async (asked) => {
    const { stagesIn } = await import("../stage.ts");
    return fromPlan(asked, stagesIn);
  },
  day: async (asked) => {
    const { daysIn } = await import("../days.ts");
    return fromPlan(asked, (plan) =>
      daysIn(plan).map(({ name, summary }) => ({ value: name, description: summary })),
    );
  },
  word: async (asked) => {
    const { daysIn } = await import("../days.ts");
    return fromPlan(asked, (plan) =>
      daysIn(plan).some(({ name, word }) => name === asked.day && word?.kind === "host")
        ? serversIn(plan)
        : [],
    );
  },
  scenario: async (asked) => {
    const { analyseFailures } = await import("../../compiler/scenarios/index.ts");
    return fromPlan(asked, (plan) =>
      analyseFailures(plan).scenarios.map(({ id, title }) => ({ value: id, description: title })),
    );
  },
  host: (asked) =>
    fromPlan(asked, ({ hosts }) => hosts.map(({ name, address }) => ({ value: name, description: address }))),
  "real-site": landscapeIn,
  confirm: landscapeIn,
};

const serversIn = ({ hosts }: Plan): readonly Candidate[] =>
  hosts
    .filter(({ role }) => role === "control-plane")
    .map(({ name, address }) => ({ value: name, description: address }));

/** The first of the names that something is known of. */
export async function valuesOf(names: readonly string[], asked: Asked): Promise<readonly Candidate[]> {
  const source = names.map((name) => sources[name]).find((each) => each !== undefined);
  return source ? source(asked) : [];
}

/** A spec that is not there, or is wrong, has nothing to offer: that is said when the command runs. */
function fromPlan({ spec, root }: Asked, read: (plan: Plan) => readonly Candidate[]): readonly Candidate[] {
  if (!spec || spec === "-") return [];
  const { spec: text } = openSpec(spec, root);
  const plan = text && analyse(text.text, text.file, [], text.read).plan;
  return plan ? read(plan) : [];
}

function landscapeIn(asked: Asked): readonly Candidate[] {
  return fromPlan(asked, ({ name, domain }) => [{ value: name, description: domain }]);
}

/** Folders to go on from, and files that fit. Hidden ones only when the dot is typed. */
function filesIn({ root, partial }: Asked, fits: (name: string) => boolean): readonly Candidate[] {
  const folder = partial.slice(0, partial.lastIndexOf("/") + 1);
  const begun = partial.slice(folder.length);
  return entriesOf(resolve(root, folder))
    .filter(({ name }) => name.startsWith(begun) && (begun.startsWith(".") || !name.startsWith(".")))
    .flatMap((entry) => {
      if (entry.isDirectory()) return [`${folder}${entry.name}/`];
      return fits(entry.name) ? [join(folder, entry.name)] : [];
    })
    .sort()
    .map((value) => ({ value, description: "" }));
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== "node_modules");
  } catch {
    return [];
  }
}
