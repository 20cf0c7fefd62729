import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MetalRoles } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { versions } from "../support/ansible.ts";
import { type Emitted, emit } from "../support/metal-roles/landscape.ts";
import { failureIn, lint, type Played, play } from "../support/metal-roles/play.ts";
import { skeletonFolder } from "../support/metal-roles/skeletons.ts";

/**
 * What is emitted for metal-stack's roles, played on skeletons of them that are made from the catalogue: every play is
 * read, every role is found, every mandatory variable is there and of its type. Unmodified roles play the same by hand, in
 * metal-roles-unmodified.test.ts.
 */
const spec = process.env["SPECS"] ?? "test/golden/chain-full/needle.yaml";

/** Each version of the roles with one of Ansible's. */
const pairs: [MetalRoles, string][] = [
  ["v0.28.1", versions.oldest],
  ["v0.32.0", versions.newest],
];

describe.each(pairs)("skeletons of metal-roles %s, ansible-core %s", (version, core) => {
  let emitted: Emitted;
  const skeletons = skeletonFolder(version);
  const path = [skeletons.path, join(process.cwd(), "roles")];

  beforeAll(() => {
    emitted = emit(spec, version);
  });
  afterAll(() => {
    emitted?.remove();
    skeletons.remove();
  });

  const run = (ansibleCore: string, kind: string, vars: Record<string, unknown> = {}, files = /./) =>
    play({
      version: ansibleCore,
      roles: path,
      steps: emitted.steps.filter(
        ({ name }) => name.startsWith("nail/") === (kind === "nail") && files.test(name),
      ),
      vars: { ...emitted.vars, ...vars },
      args: ["--skip-tags", "certificates"],
    });

  test.each(["needle", "nail"])("every play of the %s runs to its end", async (kind) => {
    const played = await run(core, kind);
    expect(played.code, failureIn(played)).toBe(0);
  });

  if (core !== versions.newest) return;

  test("ansible-lint, profile production, finds nothing in inventories and playbooks", async () => {
    const { code, output } = await lint({ version: core, roles: path }, emitted.root);
    expect(code, output).toBe(0);
    expect(output).toContain("Profile 'production' was required, and it passed");
  });

  test.each([
    ["deploy_control_plane", "zitadel_external_domain", null],
    ["deploy_control_plane", "nsq_tls_enabled", "yes"],
    ["deploy_gardener", "gardener_operator_backup_infrastructure", "S3"],
    ["deploy_shoots", "gardener_shoots", {}],
    ["deploy_partition", "pixiecore_api_host", null],
  ])("%s stops when %s is %j", async (file, variable, value) => {
    const played = await run(core, "needle", { [variable]: value }, new RegExp(`^${file}$`));
    expect(played.code, played.output).toBe(2);
    expect(skeletonIn(played)).toContain(variable);
  });
});

/** The assertion of a skeleton that stopped a run. */
const skeletonIn = ({ output }: Played): string =>
  /skeleton of/.test(output) ? (/assertion: (.*)/.exec(output)?.[1] ?? "") : "";
