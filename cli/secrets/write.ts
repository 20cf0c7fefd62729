import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import type { Change } from "../../compiler/output/tree.ts";
import { withVariables } from "../../compiler/source/variables.ts";
import { applyChanges, finish } from "../disk/journal.ts";
import type { Remarks } from "../outcome.ts";
import { writing } from "../writing.ts";
import { type Made, type Place, sealVault } from "./ansible-vault.ts";
import type { Keys } from "./keys.ts";
import { sealSops } from "./sops.ts";
import { labelFor } from "./team.ts";
import type { Target } from "./wish.ts";

/** Nobody but their owner reads them, encrypted as they are. */
const mode = 0o600;

/** Encrypts what the targets are to hold, then writes all of them or none. Answers with what was wrong. */
export async function writeSecrets(
  targets: readonly Target[],
  keys: Keys | undefined,
  place: Place,
): Promise<Remarks> {
  const changes: Change[] = [];
  for (const target of targets) {
    // Before it is encrypted: what is written until then is somebody else's.
    const was = target.holder?.text ?? readIfThere(join(place.root, target.path));
    const sealed = await seal(target, keys, place);
    if ("code" in sealed) return { diagnostics: [sealed], file: target.path };
    changes.push(changeOf(target.path, was, sealed.text));
  }
  return writing(place.root, () => {
    finish(place.root);
    const moved = changes.filter((change) => !isAsRead(change, place.root));
    const diagnostics = moved.map(({ path }) => diagnose("cli/changed-meanwhile", { file: path }));
    if (moved.length === 0) applyChanges(place.root, changes);
    return { remarks: { diagnostics, file: "" } };
  }).remarks;
}

async function seal(
  target: Target,
  keys: Keys | undefined,
  place: Place,
): Promise<{ readonly text: string } | Diagnostic> {
  const { path, kind, team, holder, content } = target;
  if (holder?.closed !== undefined)
    return diagnose("cli/vault-closed", { file: path }, { reason: holder.closed });
  const text = typeof content === "string" ? content : withVariables(holder?.plain ?? heading, content);
  if (kind === "sops") return diagnosed(await sealSops(text, path, place), path);
  if (!keys) return diagnose("cli/no-vault-password", { file: path });
  const label = labelFor(team, holder?.label, keys);
  if (label === undefined)
    return diagnose("cli/which-vault-id", { file: path }, { team, known: keys.labels.join(", ") });
  return diagnosed(await sealVault(text, label, keys, place), path);
}

function diagnosed(made: Made, file: string): { readonly text: string } | Diagnostic {
  if ("text" in made) return made;
  if ("missing" in made) return noProgram(made.missing);
  return diagnose("cli/not-sealed", { file }, { reason: made.reason });
}

export const noProgram = (program: string): Diagnostic =>
  diagnose(
    "cli/no-program",
    { file: "needle secrets" },
    {
      program,
      remedy:
        program === "sops"
          ? "install sops, or take .sops.yaml away to keep secrets with ansible-vault"
          : "install ansible-core 2.14 or newer, or run `make setup` in needle's folder",
    },
  );

const heading = "# Secrets that needle has made. `needle secrets` says what is missing.\n---\n";

const changeOf = (path: string, was: string | undefined, text: string): Change =>
  was === undefined ? { kind: "create", path, text, mode } : { kind: "update", path, text, was, mode };

/** Encrypting takes a moment, in which somebody else may have written. */
const isAsRead = (change: Change, root: string): boolean =>
  readIfThere(join(root, change.path)) === (change.kind === "create" ? undefined : change.was);

const readIfThere = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, "utf8") : undefined;
