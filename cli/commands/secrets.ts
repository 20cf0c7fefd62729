import { type Diagnostic, diagnose, failed } from "../../compiler/diagnostics/diagnostic.ts";
import { nearest } from "../../compiler/diagnostics/nearest.ts";
import { exit, type Format, type Remarks, tell } from "../outcome.ts";
import { makingOf, shutFor } from "../secrets/make.ts";
import { isSecure, type Shown, shownOf } from "../secrets/shown.ts";
import { type Survey, type SurveyOptions, survey } from "../secrets/survey.ts";
import { inPlain, targetsOf } from "../secrets/wish.ts";
import { writeSecrets } from "../secrets/write.ts";
import { showLacks, showMade, showSecret, showSecrets } from "../show/secrets.ts";
import type { Terminal } from "../terminal.ts";

export interface ListOptions extends SurveyOptions {
  /** One of them, with every variable it is used in. */
  readonly name?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Lists what secrets a spec needs and whether they are there. Answers 1 while one is not surely there. */
export async function secrets(options: ListOptions, terminal: Terminal): Promise<number> {
  const opened = await open(options, false, terminal, options.json ? "json" : "human");
  if ("code" in opened) return opened.code;
  const all = shownOf(opened.survey);
  const shown =
    options.name === undefined ? all : all.filter(({ names }) => names.includes(options.name ?? ""));
  if (options.name !== undefined && shown.length === 0) return unknownSecret(options.name, all, terminal);
  await tell({ diagnostics: readableBy(all), file: "" }, terminal);
  if (options.json) terminal.out(`${JSON.stringify({ secrets: shown }, null, 2)}\n`);
  else
    terminal.out(
      options.name === undefined ? showSecrets(shown, opened.survey) : shown.map(showSecret).join(""),
    );
  return shown.every(isSecure) ? exit.fine : exit.wrong;
}

/** Makes what is missing and may be made up. Answers 1 when it could not write; what a person must give is listed. */
export async function makeSecrets(options: SurveyOptions, terminal: Terminal): Promise<number> {
  const opened = await open(options, true, terminal);
  if ("code" in opened) return opened.code;
  const shut = shutFor(opened.survey);
  if (shut.length > 0) return tell({ diagnostics: shut, file: "" }, terminal);
  const { wishes, lacks } = makingOf(opened.survey);
  const targets = targetsOf(wishes, opened.survey);
  const remarks = await write(opened.survey, targets);
  const code = await tell(remarks, terminal);
  if (code === exit.fine) terminal.out(showMade(wishes, opened.survey));
  terminal.out(showLacks(lacks, options.spec));
  return code;
}

/** Writes what the targets are to hold, but never into a file that everybody can read. */
export async function write(survey: Survey, targets: ReturnType<typeof targetsOf>): Promise<Remarks> {
  const plain = inPlain(targets).map((file) => diagnose("cli/not-encrypted", { file }));
  if (plain.length > 0) return { diagnostics: plain, file: "" };
  if (targets.length === 0) return { diagnostics: [], file: "" };
  return writeSecrets(targets, survey.keys, survey);
}

/** Reads the spec and the files; the exit code when it cannot. */
export async function open(
  options: SurveyOptions,
  values: boolean,
  terminal: Terminal,
  format: Format = "human",
): Promise<{ survey: Survey } | { code: number }> {
  const { survey: found, remarks } = await survey(options, values);
  if (found && format === "json" && !failed(remarks.diagnostics)) return { survey: found };
  const code = await tell(remarks, terminal, format);
  if (found && code === exit.fine) return { survey: found };
  const missing = remarks.diagnostics.some((one: Diagnostic) => one.code === "cli/no-program");
  return { code: missing ? exit.misuse : code };
}

const readableBy = (shown: readonly Shown[]): Diagnostic[] => {
  const files = new Map<string, string[]>();
  for (const { names, in: places } of shown)
    for (const { inPlain: plain, files: paths } of places)
      for (const path of plain ? paths : []) files.set(path, [...(files.get(path) ?? []), ...names]);
  return [...files].map(([file, names]) =>
    diagnose("cli/secret-in-plain", { file }, { secrets: [...new Set(names)].join(", ") }),
  );
};

async function unknownSecret(secret: string, all: readonly Shown[], terminal: Terminal): Promise<number> {
  const known = all.flatMap(({ names }) => names);
  const wrong = diagnose(
    "cli/no-such-secret",
    { file: "needle secrets" },
    { secret, near: nearest(secret, known), known: known.join(", ") },
  );
  await tell({ diagnostics: [wrong], file: "" }, terminal);
  return exit.wrong;
}
