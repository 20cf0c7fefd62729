import { readFileSync } from "node:fs";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { askHidden, isAnswered } from "../ask.ts";
import { openDeployment } from "../deployment.ts";
import { exit, tell } from "../outcome.ts";
import { stagesFor } from "../secrets/apply.ts";
import { type Changing, rotationOf, settingOf } from "../secrets/change.ts";
import type { Need } from "../secrets/needs.ts";
import type { Survey, SurveyOptions } from "../secrets/survey.ts";
import { targetsOf } from "../secrets/wish.ts";
import type { Terminal } from "../terminal.ts";
import { open, write } from "./secrets.ts";

export interface ChangeOptions extends SurveyOptions {
  readonly name: string;
  /** Run the stages that bring the value to where it is used. */
  readonly apply?: boolean | undefined;
}

/** Puts another random value in the place of one secret. */
export const rotateSecret = (options: ChangeOptions, terminal: Terminal): Promise<number> =>
  changing(options, terminal, (survey) => rotationOf(options.name, survey));

/** Puts a value that comes by standard input, or is typed unseen, in the place of one secret. */
export const setSecret = (options: ChangeOptions, terminal: Terminal): Promise<number> =>
  changing(options, terminal, async (survey) => {
    const value = isAnswered() ? await askHidden(`value of ${options.name}`) : readFileSync(0, "utf8");
    const text = (value ?? "").replace(/\r?\n$/, "");
    const trouble = text === "" ? "cli/no-value" : /\s/.test(text) ? "cli/blank-value" : undefined;
    return trouble
      ? diagnose(trouble, { file: "needle secrets set" }, { secret: options.name })
      : settingOf(options.name, text, survey);
  });

async function changing(
  options: ChangeOptions,
  terminal: Terminal,
  decide: (survey: Survey) => Changing | Promise<Changing>,
): Promise<number> {
  const ready = options.apply ? await readiness(options, terminal) : exit.fine;
  if (ready !== exit.fine) return ready;
  const opened = await open(options, true, terminal);
  if ("code" in opened) return opened.code;
  return change(await decide(opened.survey), opened.survey, options, terminal);
}

async function change(
  changing: Changing,
  survey: Survey,
  options: ChangeOptions,
  terminal: Terminal,
): Promise<number> {
  if ("code" in changing) return tell({ diagnostics: [changing], file: "" }, terminal);
  const targets = targetsOf(changing.wishes, survey);
  const code = await tell(await write(survey, targets), terminal);
  if (code !== exit.fine) return code;
  const what = changing.isFirst ? "is there, in" : "has another value in";
  for (const { path } of targets) terminal.out(`${options.name} ${what} ${path}\n`);
  return changing.isFirst ? exit.fine : bringOut(changing.need, survey, options, terminal);
}

/** Until these stages ran, what is running uses the value from before. */
async function bringOut(
  need: Need,
  { plan, keys, named }: Survey,
  { spec, root, env, apply }: ChangeOptions,
  terminal: Terminal,
): Promise<number> {
  const stages = stagesFor(need, plan);
  if (!apply) {
    terminal.out("What runs has the value from before until this has run:\n");
    for (const stage of stages) terminal.out(`  needle run ${spec} ${stage}\n`);
    return exit.fine;
  }
  const { run } = await import("./run.ts");
  const ansible = [...(keys?.args ?? []), ...named.flatMap((file) => ["-e", `@${file}`])];
  for (const stage of stages) {
    const code = await run({ spec, root, env, stage, ansible }, terminal);
    if (code !== exit.fine) return code;
  }
  return exit.fine;
}

/** What would stop the run stops the rotation before anything is changed. */
async function readiness({ spec, root }: ChangeOptions, terminal: Terminal): Promise<number> {
  const { deployment, remarks } = openDeployment(spec, root);
  const code = await tell(remarks, terminal);
  const changes = deployment?.drift.changes.length ?? 0;
  if (code !== exit.fine || changes === 0) return code;
  const stale = diagnose("cli/stale", { file: remarks.file }, { changes });
  return tell({ diagnostics: [stale], file: remarks.file }, terminal);
}
