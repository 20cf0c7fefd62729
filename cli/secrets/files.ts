import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { specOf } from "../../compiler/output/marker.ts";
import { type Variable, variablesIn } from "../../compiler/source/variables.ts";
import { labelIn } from "./ansible-vault.ts";

/** A file that may hold secrets as variables, as it lies on the disk. */
export interface SecretFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
  readonly kind: "vault" | "sops" | "plain";
  /** The vault id that it names. */
  readonly label?: string;
}

/** Where Ansible looks for variables of all hosts, by itself: what needle has not written there. */
export function filesOf(root: string, deployment: string): SecretFile[] {
  const folder = `inventories/${deployment}/group_vars`;
  const alone = ["all.yaml", "all.yml", "all.json", "all"].map((name) => `${folder}/${name}`);
  return [...alone, ...below(root, `${folder}/all`)]
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => readSecretFile(root, path))
    .filter(({ text }) => specOf(text) === undefined);
}

export function readSecretFile(root: string, path: string): SecretFile {
  const text = readFileSync(join(root, path), "utf8");
  const label = labelIn(text);
  if (label !== undefined) return { path, text, kind: "vault", ...(label !== "" && { label }) };
  return { path, text, kind: /^sops:$/m.test(text) && /^\s+mac:/m.test(text) ? "sops" : "plain" };
}

function below(root: string, folder: string): string[] {
  if (!statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)[^./~][^/~]*(\.(yaml|yml|json))?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** What can be read of a file without a key. sops leaves the names readable, and says `ENC[...]` where a value is. */
export const readable = ({ kind, text }: SecretFile): ReadonlyMap<string, Variable> | undefined => {
  if (kind === "vault") return undefined;
  const found = variablesIn(text);
  if (kind === "plain" || !found) return found ?? new Map();
  return new Map([...found].map(([name, { text }]) => [name, { text, sealed: text.startsWith("ENC[") }]));
};

/** A secret that is a file of its own has its place in the inventory of each deployment. */
export const secretFileOf = (deployment: string, place: string): string =>
  `inventories/${deployment}/${place}`;

export const isFilled = (root: string, path: string): boolean =>
  existsSync(join(root, path)) && readFileSync(join(root, path), "utf8").trim() !== "";
