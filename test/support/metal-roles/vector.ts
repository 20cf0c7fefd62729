import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * What a release vector would say for the roles of a checkout: each variable of their mapping, with made-up values, in the
 * form in which metal-stack's module leaves it for the roles.
 */
export function vectorOf(roles: string): Record<string, string> {
  const defaults = parse(
    readFileSync(join(roles, "metal-roles/common/roles/defaults/defaults/main.yaml"), "utf8"),
  );
  return madeUp(Object.keys(defaults.metal_stack_release.mapping));
}

/** Values for variables of a release vector: versions and addresses of images. */
export const madeUp = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      /_(tag|version)$/.test(name) ? "v0.0.0" : `registry.example.test/${name.replaceAll("_", "-")}`,
    ]),
  );
