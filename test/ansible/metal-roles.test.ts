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

  test("secrets that are not there are named before anything is changed, and no value is", async () => {
    const [first, second] = ["vault_nail_metal_db_password", "vault_nail_s3_secret_key"] as const;
    const vars = { [first]: undefined, [second]: "ENC[AES256_GCM,data:not-to-be-shown]" };
    const played = await run(core, "nail", vars, /deploy_control_plane$/);
    expect(played.code, played.output).toBe(2);
    const said = played.output.replaceAll(/\s+/g, " ");
    expect(said).toContain(`there is no value for ${first}, ${second}.`);
    expect(said).toContain("needle secrets make SPEC");
    expect(played.output).not.toMatch(/made-up|not-to-be-shown/);
    expect(played.calls).toEqual([]);
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

/** Everything that a partition may have; the certificates are private with one version and public with the other. */
describe.each(pairs)("a partition with all services, metal-roles %s, ansible-core %s", (version, core) => {
  const suffix = version === "v0.28.1" ? "" : `-${version}`;
  let emitted: Emitted;
  const skeletons = skeletonFolder(version);

  beforeAll(() => {
    emitted = emit(`test/golden/chain-partition-services${suffix}/needle.yaml`, version);
  });
  afterAll(() => {
    emitted?.remove();
    skeletons.remove();
  });

  const run = (vars: Record<string, unknown> = {}) =>
    play({
      version: core,
      roles: [skeletons.path, join(process.cwd(), "roles")],
      steps: emitted.steps.filter(({ name }) => name === "deploy_partition"),
      vars: { ...emitted.vars, metal_deployment_admin_token: "made-up", ...vars },
      args: ["--skip-tags", "certificates"],
    });

  test("every role of it is played, by who has that duty", async () => {
    const played = await run();
    expect(played.code, failureIn(played)).toBe(0);
    expect(rolesIn(played)).toEqual(served(version));
  });

  test.skipIf(core !== versions.newest)("ansible-lint, profile production, finds nothing", async () => {
    const { code, output } = await lint(
      { version: core, roles: [skeletons.path, join(process.cwd(), "roles")] },
      emitted.root,
    );
    expect(code, output).toBe(0);
  });

  test.each([
    ["mgmt_server_asn", null],
    ["lvm_pvs", "/dev/sdb"],
    ["ztp_authorized_keys", null],
    ["image_cache_intercept_domains", "images.metal-stack.io"],
    ["prometheus_remote_write", {}],
    ["monitoring_ipmi_bmc_superuser_pwd", 7],
  ])("it stops when %s is %j", async (variable, value) => {
    const played = await run({ [variable]: value });
    expect(played.code, played.output).toBe(2);
    expect(skeletonIn(played)).toContain(variable);
  });
});

/** Hosts by the role that was played on them. */
const served = (version: MetalRoles): Record<string, readonly string[]> => {
  const servers = ["mgmt01", "mgmt02"];
  const leaves = ["leaf01", "leaf02"];
  const switches = [...leaves, "spine01"];
  const everybody = [...leaves, ...servers, "spine01"];
  return {
    alloy: everybody,
    ...(version === "v0.28.1" ? {} : { "monitoring/bgp-metrics": switches }),
    dhcp: [...leaves, "mgmt01"],
    "image-cache": servers,
    lvm: ["mgmt01"],
    "metal-bmc": servers,
    "metal-core": leaves,
    "mgmt-server": ["mgmt01"],
    "monitoring/blackbox-exporter": servers,
    "monitoring/ipmi-exporter": servers,
    "monitoring/node-exporter": everybody,
    "monitoring/prometheus": servers,
    "monitoring/sonic-exporter": switches,
    pixiecore: leaves,
    "sonic-config": switches,
    ztp: servers,
  };
};

/** By the tasks of skeletons in a run: each says ok with the name of its host. */
function rolesIn({ output }: Played): Record<string, string[]> {
  const tasks = [
    ...output.matchAll(
      /^TASK \[metal-roles\/partition\/roles\/(\S+) : .*?\n([\s\S]*?)(?=^(?:TASK|PLAY|$))/gm,
    ),
  ];
  const found = new Map<string, Set<string>>();
  for (const [, role = "", text = ""] of tasks)
    for (const [, host = ""] of text.matchAll(/^ok: \[(\w+)\]/gm))
      found.set(role, (found.get(role) ?? new Set()).add(host));
  return Object.fromEntries(
    [...found]
      .filter(([role]) => role !== "defaults")
      .map(([role, hosts]): [string, string[]] => [role, [...hosts].sort()])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The assertion of a skeleton that stopped a run. */
const skeletonIn = ({ output }: Played): string =>
  /skeleton of/.test(output) ? (/assertion: (.*)/.exec(output)?.[1] ?? "") : "";
