import type { Lack } from "../secrets/make.ts";
import type { Shown } from "../secrets/shown.ts";
import type { Survey } from "../secrets/survey.ts";
import { formName } from "../secrets/value.ts";
import { targetsOf, type Wish } from "../secrets/wish.ts";
import { section } from "./table.ts";

const said = { there: "yes", missing: "no", unknown: "?" } as const;

/** All secrets on one page, and what to do about those that are not there. */
export function showSecrets(shown: readonly Shown[], survey: Survey): string {
  const rows = shown.map((secret) => [
    secret.names.join(" "),
    said[secret.state],
    secret.form,
    secret.place,
    readersOf(secret),
  ]);
  return [
    section("secrets", ["name", "there", "what it is", "looked for at", "used by"], rows),
    [...notesOn(shown, survey)].join(""),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Roles and topics: the files that their variables stand in are named after them. */
const readersOf = ({ uses }: Shown): string =>
  [...new Set(uses.map(({ file }) => file.replace(/^.*\//, "").replace(/\.yaml$/, "")))].join(" ");

function* notesOn(shown: readonly Shown[], { spec, holders, keys }: Survey): Iterable<string> {
  const missing = shown.filter(({ state }) => state === "missing");
  const making = missing.filter(({ made }) => made).length;
  if (making > 0) yield `${making} can be made: needle secrets make ${spec}\n`;
  for (const { names, purposes } of missing.filter(({ made }) => !made))
    yield `${names.join(" ")} must be given (${purposes.join("; ")}): needle secrets set ${spec} ${names[0]}\n`;
  const closed = new Map(
    [...holders.values()]
      .flat()
      .flatMap(({ path, closed }) => (closed === undefined ? [] : [[path, closed]])),
  );
  if (shown.some(({ state }) => state === "unknown"))
    for (const [path, reason] of closed)
      yield keys
        ? `${path} could not be opened: ${reason}\n`
        : `${path} is encrypted: say --vault-password-file or --vault-id, or set ANSIBLE_VAULT_PASSWORD_FILE\n`;
}

/** One secret with every variable that takes its value from it. */
export function showSecret({
  names,
  form,
  purposes,
  provider,
  place,
  in: stock,
  uses,
  stays,
  rotates,
}: Shown): string {
  return [
    `${names.join(" ")}: ${form}\n`,
    ...purposes.map((purpose) => `  ${purpose}\n`),
    ...stock.map(
      ({ deployment, state, files }) =>
        `  ${deployment}: ${wordFor[state]}${files.length > 0 ? ` ${files.join(", ")}` : ""} (${provider} ${place})\n`,
    ),
    `  another value: ${stays === undefined ? `needle secrets ${rotates ? "rotate" : "set"}` : `no, for ${stays}`}\n`,
    ...uses.map(({ deployment, file, variable }) => `  used in ${deployment}, ${file}: ${variable}\n`),
  ].join("");
}

const wordFor = { there: "there, in", missing: "missing", unknown: "may be in" } as const;

/** What was made, by the file it stands in. */
export function showMade(wishes: readonly Wish[], survey: Survey): string {
  if (wishes.length === 0) return "nothing to make\n";
  const files = new Map<string, string[]>();
  for (const wish of wishes)
    for (const { path } of targetsOf([wish], survey))
      files.set(path, [...(files.get(path) ?? []), wish.need.names.join(" ")]);
  return [...files].map(([path, names]) => `made in ${path}: ${names.join(", ")}\n`).join("");
}

export function showLacks(lacks: readonly Lack[], spec: string): string {
  if (lacks.length === 0) return "";
  const rows = lacks.map(({ need, deployment, because }) => [
    need.names.join(" "),
    deployment,
    need.form.kind === "given" ? need.purposes.join("; ") : formName(need.form),
    because,
  ]);
  return `\n${section("still missing", ["name", "for", "what it is", "why"], rows)}\nA value is given by: needle secrets set ${spec} NAME < FILE\n`;
}
