import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { inventoryOf } from "../../generators/script.ts";
import { compile } from "../../index.ts";
import { exit, openSpec, tell } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

export interface InventoryOptions {
  readonly spec?: string | undefined;
  readonly root: string;
  readonly host?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** The inventory as Ansible asks a script for it: straight from the spec, without generated files. */
export async function inventory(options: InventoryOptions, terminal: Terminal): Promise<number> {
  const found = specsIn(options.root);
  const path = options.spec ?? options.env["NEEDLE_SPEC"] ?? (found.length === 1 ? found[0] : undefined);
  if (path === undefined) return whichSpec(found, terminal);
  const { spec, remarks } = openSpec(path, options.root);
  if (!spec) return tell(remarks, terminal);

  const { plan, diagnostics, source, tree } = compile(spec.text, spec.file, spec.read);
  const code = await tell({ diagnostics, source, file: spec.file }, terminal);
  if (!plan || !tree || code !== exit.fine) return code;

  const all = inventoryOf(plan, tree);
  if (options.host === undefined) {
    terminal.out(`${JSON.stringify(all, null, 2)}\n`);
    return exit.fine;
  }
  const vars = all._meta.hostvars[options.host];
  if (vars) terminal.out(`${JSON.stringify(vars, null, 2)}\n`);
  else return unknownHost(options.host, Object.keys(all._meta.hostvars), terminal);
  return exit.fine;
}

/** In a repository with one spec there is nothing to choose. */
function specsIn(root: string): string[] {
  const folder = join(root, "specs");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `specs/${name}`);
}

async function whichSpec(found: readonly string[], terminal: Terminal): Promise<number> {
  const which = diagnose("cli/which-spec", { file: "needle inventory" }, { found: found.join(", ") });
  await tell({ diagnostics: [which], file: "" }, terminal);
  return exit.misuse;
}

async function unknownHost(host: string, known: readonly string[], terminal: Terminal): Promise<number> {
  const diagnostics = [
    diagnose(
      "cli/no-such-host",
      { file: "needle inventory" },
      { host, known: known.slice(0, 20).join(", ") },
    ),
  ];
  await tell({ diagnostics, file: "" }, terminal);
  return exit.wrong;
}
