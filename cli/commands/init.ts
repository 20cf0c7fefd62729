import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnose, failed } from "../../compiler/diagnostics/diagnostic.ts";
import type { Change } from "../../compiler/output/tree.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { compile } from "../../index.ts";
import { isAnswered } from "../ask.ts";
import { applyChanges, finish } from "../disk/journal.ts";
import { specText } from "../init/spec-text.ts";
import { type Said, wordsOf } from "../init/words.ts";
import { exit, tell } from "../outcome.ts";
import { sealVault } from "../secrets/ansible-vault.ts";
import { keysOf } from "../secrets/keys.ts";
import { labelFor } from "../secrets/team.ts";
import { newFileOf } from "../secrets/wish.ts";
import { noProgram } from "../secrets/write.ts";
import type { Terminal } from "../terminal.ts";
import { writing } from "../writing.ts";

export interface InitOptions {
  readonly said: Said;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly vaultId?: readonly string[] | undefined;
  readonly vaultPasswordFile?: readonly string[] | undefined;
}

/** Writes a first spec and what belongs beside it: all of it or nothing, and over nothing that is there. */
export async function init(options: InitOptions, terminal: Terminal): Promise<number> {
  const { root } = options;
  const words = await wordsOf(options.said, isAnswered());
  if ("wanting" in words) {
    const wanting = diagnose("cli/not-said", { file: "needle init" }, { words: words.wanting.join(", ") });
    await tell({ diagnostics: [wanting], file: "" }, terminal);
    return exit.misuse;
  }
  const file = `specs/${words.name}.yaml`;
  const text = specText(words);
  const { plan, diagnostics, source } = compile(text, file);
  const code = await tell({ diagnostics, source, file }, terminal);
  if (!plan || failed(diagnostics)) return code;

  const vault = await vaultOf(plan, file, options);
  if (vault && "code" in vault) return tell({ diagnostics: [vault], file: "" }, terminal);
  const isIgnoring = existsSync(join(root, ".gitignore"));
  const changes: Change[] = [
    { kind: "create", path: file, text },
    ...(vault ? [vault] : []),
    ...(isIgnoring ? [] : [{ kind: "create", path: ".gitignore", text: ignored } as const]),
  ];
  const written = await tell(writing(root, () => write(root, changes)).remarks, terminal);
  if (written === exit.fine) terminal.out(outcomeOf(changes, file, isIgnoring));
  return written;
}

/** Looked at under the lock: nobody puts a file there in between. */
function write(root: string, changes: readonly Change[]) {
  finish(root);
  const there = changes.filter(({ path }) => lstatSync(join(root, path), { throwIfNoEntry: false }));
  const diagnostics = there.map(({ path }) => diagnose("cli/exists", { file: path }));
  if (there.length === 0) applyChanges(root, changes);
  return { remarks: { diagnostics, file: "" } };
}

/** An encrypted file that secrets can come into; only where its password need not be asked for. */
async function vaultOf(
  plan: Plan,
  file: string,
  options: InitOptions,
): Promise<Change | Diagnostic | undefined> {
  const keys = keysOf(options, false);
  if (!keys) return undefined;
  const path = newFileOf(plan.name, "vault");
  const label = labelFor("needle", undefined, keys);
  if (label === undefined)
    return diagnose("cli/which-vault-id", { file: path }, { team: "needle", known: keys.labels.join(", ") });
  const made = await sealVault(stub(plan, file), label, keys, options);
  if ("missing" in made) return noProgram(made.missing);
  if ("reason" in made) return diagnose("cli/not-sealed", { file: path }, made);
  return { kind: "create", path, text: made.text, mode: 0o600 };
}

const stub = ({ name, secrets }: Plan, file: string): string =>
  [
    `# Secrets of ${name}: \`needle secrets make ${file}\` adds those that may be random.`,
    ...secrets
      .filter(({ form }) => form.kind === "given")
      .map(({ place, purpose }) => `# A person gives ${place}: ${purpose}.`),
    "---",
    "",
  ].join("\n");

const ignored = `# needle's own: logs, journals, labs
.needle/
# passwords of ansible-vault never belong into a repository
.vault-*
`;

const outcomeOf = (changes: readonly Change[], file: string, isIgnoring: boolean): string =>
  `${changes.map(({ path }) => `+ ${path}\n`).join("")}${isIgnoring ? ".gitignore was there already: .needle/ belongs into it\n" : ""}
Next:
  needle plan ${file}
  needle secrets make ${file}
  needle generate ${file}
  needle run ${file}
`;
