import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MetalRoles } from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { versions } from "../support/ansible.ts";
import { breaches } from "../support/metal-roles/facts.ts";
import { faults } from "../support/metal-roles/gardener.ts";
import { type Emitted, emit } from "../support/metal-roles/landscape.ts";
import { failureIn, lint, type Played, play } from "../support/metal-roles/play.ts";
import { objectsOf } from "../support/metal-roles/records.ts";
import { vectorOf } from "../support/metal-roles/vector.ts";

/**
 * metal-stack's own roles, as they are, play what is emitted for them, on stand-ins for clusters and hosts. By hand:
 * METAL_ROLES names a folder for each version (v0.28.1, v0.32.0), each with metal-roles, ansible-common and
 * metal-ansible-modules, and release.yaml of metal-stack/releases where there is one. ansible-core is the one of metal-stack's deployment image: with 2.19 the switches' templates are
 * not read, with 2.14 there are no managed seeds.
 */
const checkouts = process.env["METAL_ROLES"] ?? "";
const ansibleCore = process.env["ANSIBLE_CORE"] ?? "2.18.7";
const specs = process.env["SPECS"]?.split(",") ?? [
  "test/golden/chain-full/needle.yaml",
  "test/golden/chain-managed-seed/needle.yaml",
  "test/golden/chain-ports/needle.yaml",
  "specs/mini-lab.yaml",
  "specs/rack.yaml",
  "specs/rack-two-sites.yaml",
];

/** A partition with everything: its image cache wants another authority of the newer roles. */
const services = {
  "v0.28.1": "test/golden/chain-partition-services/needle.yaml",
  "v0.32.0": "test/golden/chain-partition-services-v0.32.0/needle.yaml",
} as const satisfies Record<MetalRoles, string>;

const cases = (["v0.28.1", "v0.32.0"] as const satisfies readonly MetalRoles[]).flatMap((version) =>
  [...specs, ...(process.env["SPECS"] ? [] : [services[version]])].map((spec) => ({
    version,
    spec,
    roles: resolve(checkouts, version),
  })),
);

/** A checkout of metal-stack/sonic-configdb-utils with its program built. It reads ports against those of a real switch. */
const utils = process.env["SONIC_CONFIGDB_UTILS"] ?? "";

describe.skipIf(checkouts === "").each(cases)("metal-roles $version, $spec", ({ version, spec, roles }) => {
  let emitted: Emitted;
  const played = new Map<string, Played>();
  const path = [roles, join(process.cwd(), "roles")];

  beforeAll(() => {
    expect(existsSync(join(roles, "metal-roles")), `${roles}: no checkout`).toBe(true);
    emitted = emit(spec, version);
  }, 600_000);
  afterAll(() => emitted?.remove());

  test.each(["needle", "nail"])("every play of the %s runs to its end", async (kind) => {
    const steps = emitted.steps.filter(({ name }) => name.startsWith("nail/") === (kind === "nail"));
    const run = await play({
      version: ansibleCore,
      roles: path,
      steps,
      vars: emitted.vars,
      args: ["--skip-tags", "certificates"],
      vector: vectorOf(roles),
    });
    played.set(kind, run);
    expect(run.code, failureIn(run)).toBe(0);
  });

  test.each(["needle", "nail"])(
    "Gardener's API would take the objects of the %s, and they fit together",
    (kind) => {
      const calls = played.get(kind)?.calls ?? [];
      expect([...objectsOf(calls).flatMap(faults), ...breaches(calls)]).toEqual([]);
    },
  );

  test("ansible-lint, profile production, finds nothing in inventories and playbooks", async () => {
    const { code, output } = await lint({ version: versions.newest, roles: path }, emitted.root);
    expect(code, output).toBe(0);
    expect(output).toContain("Profile 'production' was required, and it passed");
  });

  test.skipIf(utils === "" || !spec.includes("chain-ports"))(
    "metal-stack's tool for SONiC takes what the roles have rendered for each switch",
    async () => {
      const rendered = (played.get("needle")?.calls ?? []).flatMap((call) =>
        call.tool === "file" && call.dest.endsWith("/sonic-config.yaml") ? [call] : [],
      );
      expect(rendered.map(({ host }) => host).sort()).toEqual([
        "exit01",
        "leaf01",
        "leaf02",
        "mgmtleaf01",
        "spine01",
      ]);
      for (const { host, text } of rendered)
        expect(await configDb(text), host).toMatchObject({
          DEVICE_METADATA: { localhost: { hostname: host } },
        });
    },
  );
});

/** What the tool makes for an Accton AS7726-32X. */
async function configDb(text: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "needle-sonic-"));
  try {
    writeFileSync(join(folder, "in.yaml"), text);
    await execa(join(utils, "sonic-configdb-utils"), [
      "generate",
      "--device-dir",
      join(utils, "tests/device"),
      "--env-file",
      join(utils, "tests/1/sonic-environment"),
      "--version-file",
      join(utils, "tests/1/sonic_version.yml"),
      "--input-file",
      join(folder, "in.yaml"),
      "--output-file",
      join(folder, "out.json"),
    ]);
    return JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
