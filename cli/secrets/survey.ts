import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { compile } from "../../index.ts";
import { openSpec, type Remarks } from "../outcome.ts";
import { type Holders, holdersOf, openHolders } from "./holders.ts";
import { type KeyOptions, type Keys, keysOf } from "./keys.ts";
import { type Need, needsOf } from "./needs.ts";
import { hasSops } from "./sops.ts";
import type { Around } from "./stock.ts";
import { type Team, teamsOf } from "./team.ts";
import type { Writing } from "./wish.ts";
import { noProgram } from "./write.ts";

export interface SurveyOptions extends KeyOptions {
  readonly spec: string;
  /** In the place of the files where Ansible looks by itself. */
  readonly file?: readonly string[] | undefined;
  /** Whose secrets; left out: everybody's. */
  readonly stage?: Team | undefined;
}

/** All that is known of a spec's secrets. */
export interface Survey extends Around, Writing {
  readonly spec: string;
  readonly plan: Plan;
  readonly needs: readonly Need[];
  readonly keys: Keys | undefined;
  readonly holders: Holders;
  /** Deployments that are looked at. */
  readonly scope: ReadonlySet<string>;
}

/** Reads a spec and every file that may hold its secrets. `values`: not only their names. */
export async function survey(
  options: SurveyOptions,
  values: boolean,
): Promise<{ survey?: Survey; remarks: Remarks }> {
  const { root, env } = options;
  const { spec, remarks } = openSpec(options.spec, root);
  if (!spec) return { remarks };
  const { plan, tree, diagnostics, source } = compile(spec.text, spec.file, spec.read);
  if (!plan || !tree) return { remarks: { diagnostics, source, file: spec.file } };
  const { named, wrong } = namedFiles(options);
  if (wrong.length > 0) return { remarks: { diagnostics: wrong, file: spec.file } };

  const teams = teamsOf(plan);
  const keys = keysOf(options);
  const lying = holdersOf(
    root,
    teams.keys(),
    named.filter((path) => existsSync(join(root, path))),
  );
  const made = await openHolders(lying, keys, options, values);
  if ("missing" in made) return { remarks: { diagnostics: [noProgram(made.missing)], file: spec.file } };
  const scope = [...teams].flatMap(([name, team]) => ((options.stage ?? team) === team ? [name] : []));
  return {
    survey: {
      root,
      env,
      spec: options.spec,
      plan,
      needs: needsOf(plan, tree),
      keys,
      holders: made.opened,
      teams,
      named,
      sops: hasSops(options),
      scope: new Set(scope),
    },
    remarks: { diagnostics, source, file: spec.file },
  };
}

/** Files lie below the root, for what is written there is written whole or not at all. */
function namedFiles({ root, file = [] }: SurveyOptions): { named: string[]; wrong: Diagnostic[] } {
  const named = file.map((path) => relative(root, resolve(root, path)).split(sep).join("/"));
  const wrong = named.flatMap((path) => {
    if (path.startsWith("..")) return [diagnose("cli/outside", { file: path }, { root })];
    return /\.ya?ml$/.test(path) ? [] : [diagnose("cli/no-yaml", { file: path })];
  });
  return { named, wrong };
}
