import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { readSource } from "../../compiler/source/source.ts";
import { ansibleEnvironment } from "../ansible.ts";
import { makeFolder } from "../disk/folder.ts";
import { type Imported, importFrom } from "../import/import.ts";
import { inventoriesIn, resolveInventories } from "../import/inventory.ts";
import { exit, reasonOf, tell } from "../outcome.ts";
import { showImport } from "../show/import.ts";
import type { Terminal } from "../terminal.ts";

export interface ImportCommand {
  readonly repository: string;
  readonly inventory?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly domain?: string | undefined;
  /** Where the spec is written; left out: to standard output. */
  readonly write?: string | undefined;
  readonly json?: boolean | undefined;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Reads a metal-stack deployment into a spec, and proves what became of it. Answers 1 when anything differs. */
export async function importRepository(options: ImportCommand, terminal: Terminal): Promise<number> {
  const { repository, root, env, name, domain, write, json } = options;
  const refuse = (reason: string, remedy?: string) =>
    tell(
      { diagnostics: [diagnose("cli/import", { file: repository }, { reason, remedy })], file: "" },
      terminal,
    );
  const folder = resolve(root, repository);
  const inventories = sourcesIn(folder, options);
  if (!Array.isArray(inventories)) return refuse(...inventories.refusal);
  const resolved = await resolveInventories(folder, inventories, env);
  if ("missing" in resolved) return withoutAnsible(terminal);
  if ("refusal" in resolved) return refuse(`ansible-inventory refuses it: ${resolved.refusal}`);

  const imported = await importFrom(resolved.hosts, {
    root: folder,
    name,
    domain,
    env: { ...env, ...ansibleEnvironment(folder, env) },
  });
  if (typeof imported === "string") return refuse(imported);
  if ("diagnostics" in imported) {
    const { value: source } = readSource(imported.text, "imported.yaml");
    return tell({ diagnostics: imported.diagnostics, source, file: "imported.yaml" }, terminal);
  }
  const written = write === undefined ? undefined : put(resolve(root, write), imported.spec);
  if (written !== undefined) return refuse(`${write} cannot be written: ${written}`);
  show({ ...imported, inventories, encrypted: resolved.encrypted }, { write, json }, terminal);
  return imported.proof.differences.length > 0 ? exit.wrong : exit.fine;
}

/** The inventories to read, or why nothing is read at all. */
function sourcesIn(
  folder: string,
  { root, inventory, write }: ImportCommand,
): string[] | { readonly refusal: [reason: string, remedy?: string] } {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return { refusal: ["there is no such folder"] };
  if (write !== undefined && existsSync(resolve(root, write)))
    return {
      refusal: [
        `${write} is there already, and needle never writes over it`,
        "say another name with --write",
      ],
    };
  const sources = inventory?.map((path) => relative(folder, resolve(folder, path))) ?? inventoriesIn(folder);
  if (sources.some((path) => path === "" || path.startsWith("..")))
    return { refusal: ["an inventory lies outside of it", "say paths below the repository"] };
  return sources.length === 0
    ? { refusal: ["no inventory is found in it", "say which: --inventory FILE"] }
    : sources;
}

interface Shown extends Imported {
  readonly inventories: readonly string[];
  readonly encrypted: readonly string[];
}

function show(
  shown: Shown,
  { write, json }: Pick<ImportCommand, "write" | "json">,
  terminal: Terminal,
): void {
  if (json) terminal.out(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    if (write === undefined) terminal.out(shown.spec);
    terminal.err(showImport(shown, write));
  }
}

/** Only where nothing is; the reason, where that cannot be. */
function put(file: string, text: string): string | undefined {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: "wx" });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

async function withoutAnsible(terminal: Terminal): Promise<number> {
  const remedy = "install ansible-core 2.14 or newer, or run `make setup` in needle's folder";
  const missing = diagnose(
    "cli/no-program",
    { file: "needle import" },
    { program: "ansible-inventory", remedy },
  );
  await tell({ diagnostics: [missing], file: "" }, terminal);
  return exit.misuse;
}
