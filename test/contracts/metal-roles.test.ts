import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { stagesIn } from "../../compiler/plan/chain.ts";
import {
  fits,
  metalRolesVersions,
  refusal,
  type Variable,
  variablesOf,
} from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { ownVariables } from "../../compiler/plan/known/metal-roles/own.ts";
import schemas from "../../compiler/plan/known/metal-roles/schemas.json" with { type: "json" };
import { handedOver } from "../../generators/roles/certificates.ts";
import { chainCases, resolved, rolesOf, variableFiles } from "../support/metal-roles/cases.ts";

const ajv = new Ajv2020({ allErrors: true, strict: false });

/** What measuring the roles has shown to be needed, asserted or not. */
const measured = [
  "metal_stack_release_version",
  "metal_control_plane_ingress_dns",
  "metal_control_plane_stage_name",
  "metal_control_plane_host_provider",
  "metal_check_api_health_endpoint",
  "metal_apiserver_session_secret",
  "metal_apiserver_oidc_discovery_url",
  "nsq_tls_enabled",
  "nsq_tcproute_enabled",
  "metal_auditing_timescaledb_enabled",
  "monitoring_enabled",
  "zitadel_external_domain",
  "headscale_private_key",
  "headscale_noise_private_key",
  "headscale_ipv4_prefix",
  "metal_db_backup_restore_sidecar_object_max_keep",
  "headscale_db_backup_restore_sidecar_object_prefix",
];

const ofGarden = [
  "gardener_operator_backup_infrastructure_secret",
  "gardener_extension_provider_gcp_enabled",
  "gardener_extension_backup_s3_enabled",
  "gardener_extension_dns_powerdns_enabled",
  "gardener_extension_csi_driver_lvm_enabled",
  "gardener_managed_seed_default_dns_domain",
  "gardener_shoot_default_metal_api_hmac",
  "gardener_shoot_rollout_wait_retries",
];

/** Pairs of one secret: the second takes its value from the first. */
const equal = [
  ["metal_db_password", "metal_api_db_password"],
  ["ipam_db_password", "metal_ipam_db_password"],
  ["masterdata_db_password", "metal_masterdata_api_db_password"],
  ["masterdata_db_password", "metal_tenant_apiserver_db_password"],
  ["auditing_timescaledb_password", "metal_auditing_timescaledb_password"],
  ["metal_db_password", "monitoring_rethinkdb_exporter_metal_db_password"],
  ["metal_api_view_key", "monitoring_metal_api_hmac"],
  ["metal_bmc_bmc_superuser_pwd", "monitoring_ipmi_bmc_superuser_pwd"],
  ["metal_partition_metal_api_hmac_view_key", "image_cache_sync_metal_api_view_hmac"],
  ["metal_api_admin_key", "gardener_shoot_default_metal_api_hmac"],
] as const;

/** What a partition may have; some case of each version has it. */
const ofPartitions = [
  "alloy",
  "dhcp",
  "image-cache",
  "lvm",
  "metal-bmc",
  "metal-core",
  "mgmt-server",
  "monitoring/blackbox-exporter",
  "monitoring/ipmi-exporter",
  "monitoring/node-exporter",
  "monitoring/prometheus",
  "monitoring/sonic-exporter",
  "pixiecore",
  "sonic-config",
  "ztp",
];

const stages = chainCases().flatMap(({ name, plan, tree }) =>
  stagesIn(plan.chain).map((stage) => ({ name, plan, tree, stage })),
);

test("both versions of metal-roles, both stages, both kinds of ingress and of certificates, every role of partitions have a case", () => {
  const seen = (pick: (one: (typeof stages)[number]) => unknown) => new Set(stages.map(pick)).size;
  expect(seen(({ stage }) => stage.release.roles)).toBe(2);
  expect(seen(({ stage }) => stage.kind)).toBe(2);
  expect(seen(({ stage }) => stage.exposure.kind)).toBe(2);
  expect(seen(({ stage }) => stage.certificates.kind)).toBe(2);
  expect(seen(({ stage }) => stage.auditing)).toBe(2);
  expect(seen(({ stage }) => stage.monitoring)).toBe(2);
  expect(seen(({ stage }) => stage.garden?.managedSeeds.length)).toBeGreaterThan(1);
  for (const version of metalRolesVersions) {
    const played = stages
      .filter(({ stage }) => stage.release.roles === version)
      .flatMap(({ tree, stage }) => rolesOf(tree, stage.deployment).map(({ role }) => role));
    for (const role of ofPartitions) expect(played, version).toContain(`metal-roles/partition/roles/${role}`);
  }
});

describe.each(stages)("$name, $stage.kind", ({ tree, stage }) => {
  const version = stage.release.roles;
  const catalogue = variablesOf(version);
  const files = variableFiles(tree, stage.deployment);
  const emitted = files.flatMap(([path, variables]) =>
    Object.entries(variables).map(([name, value]) => ({ path, name, value })),
  );
  const all = Object.fromEntries(emitted.map(({ name, value }) => [name, value]));
  const listed = rolesOf(tree, stage.deployment);
  const runs = listed.filter(({ when }) => when === undefined || all[when] === true);
  const deployed = new Set(runs.map(({ role }) => role.replace(/^metal-roles\//, "")));
  const readBy = [...catalogue.values()].filter((variable) =>
    variable.roles.some((role) => deployed.has(role)),
  );

  test("every variable is one of this version, none removed or renamed, of a fitting type", () => {
    const wrong = emitted
      .filter(({ name }) => !ownVariables.has(name))
      .map(({ path, name, value }) => [
        path,
        name,
        refusal(name, version) ?? misfit(catalogue.get(name), value),
      ])
      .filter(([, , reason]) => reason !== undefined);
    expect(wrong).toEqual([]);
  });

  test("nothing is said that no role reads", () => {
    expect(emitted.filter(({ name }) => catalogue.get(name)?.marks.has("idle"))).toEqual([]);
  });

  test("everything mandatory is said or handed over", () => {
    const mandatory = readBy.filter(({ marks }) => marks.has("mandatory")).map(({ name }) => name);
    const said = [...Object.keys(all), ...handedOver];
    const wanted = [...mandatory, ...measured.filter((name) => !ownVariables.has(name) || name in all)];
    expect([...wanted, ...(stage.garden ? ofGarden : [])].filter((name) => !said.includes(name))).toEqual([]);
  });

  test("every secret with a public default is said, as an expression that finds it elsewhere", () => {
    const known = readBy.filter(
      ({ marks, fallback, type }) => marks.has("secret") && fallback === "value" && type === "string",
    );
    expect(known.map(({ name }) => name)).toContain("metal_db_password");
    const needed = known.filter(
      ({ name, marks }) => !marks.has("idle") && (stage.auditing || !ofAuditing.test(name)),
    );
    expect(needed.filter(({ name }) => !(name in all)).map(({ name }) => name)).toEqual([]);
    for (const { name, value } of emitted.filter(({ name }) => catalogue.get(name)?.marks.has("secret")))
      for (const leaf of leavesOf(resolved(value, all)))
        expect(leaf, name).toMatch(/^\{\{ .*(vault_|lookup\(|hostvars\[|b64encode).* \}\}$/);
  });

  test("structures that hold secrets hold expressions", () => {
    const secret = /password|secretAccessKey|accessKeyID|apiKey|hmac/i;
    const found = emitted.flatMap(({ name, value }) =>
      pairsOf(resolved(value, all)).map((pair) => [name, ...pair] as const),
    );
    const bare = found.filter(
      ([, key, value]) => secret.test(key) && typeof value === "string" && !value.includes("{{"),
    );
    expect(bare).toEqual([]);
  });

  test("what must be equal is said once", () => {
    for (const [one, other] of equal) if (other in all) expect(all[other], other).toBe(`{{ ${one} }}`);
  });

  test("structures have the shape that the roles' templates take", () => {
    const told = Object.entries({ ...schemas, needle_shoots_on_managed_seeds: schemas.gardener_shoots });
    for (const [name, schema] of told) {
      if (!(name in all)) continue;
      const validate = ajv.compile(schema);
      validate(resolved(all[name], all));
      expect(validate.errors ?? [], name).toEqual([]);
    }
  });
});

/** metal-api reads them where auditing is on. */
const ofAuditing = /auditing_timescaledb_password$/;

const misfit = (variable: Variable | undefined, value: unknown): string | undefined =>
  !variable || fits(variable, value) ? undefined : `${JSON.stringify(value)} is no ${variable.type}`;

const leavesOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [value];

const pairsOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]): [string, unknown][] => [[key, inner], ...pairsOf(inner)])
    : [];
