import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import {
  fits,
  metalRolesVersions,
  refusal,
  variablesOf,
} from "../../../compiler/plan/known/metal-roles/catalogue.ts";
import { wordOf } from "../../../compiler/plan/known/metal-roles/own.ts";
import schemas from "../../../compiler/plan/known/metal-roles/schemas.json" with { type: "json" };
import { jsonSchema } from "../../../schemas/json-schema.ts";

const types = ["string", "bool", "int", "float", "list", "dict", "any"];
const fallbacks = ["none", "null", "empty", "value", "expression"];
const marks = ["mandatory", "secret", "holds-secrets", "vector", "idle"];

describe.each(metalRolesVersions)("metal-roles %s", (version) => {
  const variables = variablesOf(version);

  test("every line of the table says what it has to", () => {
    expect(variables.size).toBeGreaterThan(1300);
    for (const { name, type, fallback, marks: own, roles } of variables.values()) {
      expect(types, name).toContain(type);
      expect(fallbacks, name).toContain(fallback);
      expect(marks, name).toEqual(expect.arrayContaining([...own]));
      expect(roles, name).not.toContain("");
    }
  });

  test("a variable is taken, an unknown one is refused, and a removed one with its release and successor", () => {
    expect(refusal("metal_db_password", version)).toBeUndefined();
    expect(refusal("metal_db_pasword", version)).toBe(
      `metal-roles ${version} knows no variable metal_db_pasword`,
    );
    expect(refusal("gardener_dns_domain", version)).toBe(
      `metal-roles removed gardener_dns_domain in v0.17.22, ${version} is wanted; say gardener_gardenlet_default_dns_domain`,
    );
  });
});

test("what a newer version brought or lost is known of the older one", () => {
  expect(refusal("metal_api_headscale_internal_api_address", "v0.28.1")).toBeUndefined();
  expect(refusal("monitoring_gnmic_ports", "v0.28.1")).toMatch(/v0.28.1 knows no/);
  expect(refusal("image_cache_sync_metal_api_view_hmac", "v0.28.1")).toBeUndefined();
  expect(refusal("image_cache_sync_metal_api_view_hmac", "v0.32.0")).toMatch(
    /in v0.32.0.*say image_cache_sync/,
  );
});

test("what several roles read is one variable", () => {
  const password = variablesOf("v0.32.0").get("zitadel_db_password");
  expect(password?.roles).toEqual(["control-plane/roles/zitadel", "control-plane/roles/zitadel-db"]);
  expect(password?.marks).toEqual(new Set(["secret"]));
});

test("the shapes of structures are JSON Schemas, and of variables there are", () => {
  const ajv = new Ajv2020({ strict: false });
  for (const [name, schema] of Object.entries(schemas)) {
    expect(ajv.validateSchema(schema), name).toBe(true);
    if (name !== "metal_stack_release_vectors") expect(refusal(name, "v0.32.0")).toBeUndefined();
  }
});

test.each([
  ["metal_db_storage_size", "50Gi", true],
  ["metal_db_storage_size", "{{ size }}", true],
  ["metal_db_storage_size", 50, false],
  ["metal_console_enabled", "{{ console }}", true],
  ["metal_api_replicas", 1.5, false],
  ["metal_db_resources", [], false],
  ["metal_db_resources", null, false],
  ["nsq_certs_ca_cert", null, true],
])("%s: %j fits: %s", (name, value, expected) => {
  const variable = variablesOf("v0.32.0").get(name);
  expect(variable && fits(variable, value)).toBe(expected);
});

interface Schema {
  readonly properties?: Record<string, Schema>;
}

test("what decides a variable is a key of the spec, of needle and of nail", () => {
  const names = metalRolesVersions.flatMap((version) => [...variablesOf(version).keys()]);
  const keys = new Set(
    names.flatMap((name) => (["needle", "nail"] as const).map((kind) => wordOf(name, kind))),
  );
  keys.delete(undefined);
  expect(keys.size).toBeGreaterThan(20);
  for (const key of keys) {
    const steps = key?.split(".") ?? [];
    const found = steps.reduce<Schema | undefined>(
      (at, step) => at?.properties?.[step],
      jsonSchema() as Schema,
    );
    expect(found, key).toBeDefined();
  }
});
