import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { at } from "./records.ts";

/**
 * What a release vector says for the roles of a checkout: each variable of their mapping, in the form in which metal-stack's
 * module leaves it for the roles. Values are those of `release.yaml` beside the checkout; where it has none they are made up.
 */
export function vectorOf(roles: string): Record<string, unknown> {
  const defaults = parse(
    readFileSync(join(roles, "metal-roles/common/roles/defaults/defaults/main.yaml"), "utf8"),
  );
  const mapping: Record<string, string> = defaults.metal_stack_release.mapping;
  const file = join(roles, "release.yaml");
  const release = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  const said = Object.entries(mapping).map(([name, path]) => [name, at(release, path)] as const);
  return {
    ...madeUp(Object.keys(mapping)),
    ...Object.fromEntries(said.filter(([, value]) => value !== undefined)),
  };
}

/** Values for variables of a release vector: versions and addresses of images. */
export const madeUp = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      /_(tag|version)$/.test(name) ? "v0.0.0" : `registry.example.test/${name.replaceAll("_", "-")}`,
    ]),
  );
