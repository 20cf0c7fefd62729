import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openingsIn } from "../../../compiler/plan/chain/openings.ts";
import { bytes } from "../../../compiler/plan/chain/quantity.ts";
import { wantedSecrets } from "../../../compiler/plan/chain/secrets.ts";
import { stagesIn } from "../../../compiler/plan/chain.ts";
import { withValue } from "../../../compiler/source/edit.ts";
import { analyse } from "../../../index.ts";
import { planOf } from "../../support/plan.ts";

const full = readFileSync("test/golden/chain-full/needle.yaml", "utf8");

function chainOf(text: string) {
  const { plan, diagnostics } = analyse(text, "needle.yaml");
  if (!plan?.chain) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return plan.chain;
}

const shootsOf = (text: string) =>
  Object.fromEntries((chainOf(text).needle.garden?.shoots ?? []).map((shoot) => [shoot.cluster, shoot]));

test("without a partition there is no metal-stack, and k3s is as it was", () => {
  const { chain, kubernetes, dns } = planOf("lab-pair");
  expect({ chain, room: kubernetes.room, updates: dns.updates }).toEqual({ updates: [] });
});

test("a project's id depends on its name and its stage's domain alone", () => {
  const { needle } = chainOf(full);
  expect(needle.projects).toEqual([{ name: "nail", id: "02c7016c-805e-51ae-af7b-b6ed31e48a37" }]);
  expect(
    chainOf(withValue(full, ["needle", "metalStack", "projects", "test"], {})).needle.projects[0],
  ).toEqual(needle.projects[0]);
});

test("a cluster more changes no addresses of the others", () => {
  const before = shootsOf(full);
  const after = shootsOf(withValue(full, ["nail", "clusters", "a"], { workers: 1 }));
  for (const cluster of ["gardener", "metal"]) expect(after[cluster]).toEqual(before[cluster]);
});

test("needle and nail share no secret", () => {
  const { needle, nail } = chainOf(full);
  const places = (stage: typeof needle | undefined) =>
    (stage ? wantedSecrets(stage) : []).map(({ place }) => place);
  expect(places(nail).length).toBeGreaterThan(15);
  expect(places(nail).filter((place) => places(needle).includes(place))).toEqual([]);
});

test("a stage asks for no password of what it does not have", () => {
  const asked = (text: string) => wantedSecrets(chainOf(text).needle).map(({ name }) => name);
  const auditing = withValue(full, ["needle", "metalStack", "auditing"], true);
  expect(asked(auditing).filter((name) => !asked(full).includes(name))).toEqual([
    "needle-auditing-db-password",
  ]);
});

test("every secret of a stage is in the plan's list", () => {
  const { plan } = analyse(full, "needle.yaml");
  const names = new Set(plan?.secrets.map(({ name }) => name));
  for (const { name } of stagesIn(plan?.chain).flatMap(wantedSecrets)) expect(names).toContain(name);
});

test("firewalls of clusters are opened for ports that are not open anyway, each place once", () => {
  const asked = (text: string) =>
    openingsIn(chainOf(text), { address: "192.168.1.101" }).map(
      ({ host, port, protocols }) => `${host}:${port} ${protocols.join(" ")}`,
    );
  expect(asked(full)).toEqual(["192.168.1.101:8443 TCP"]);
  const said = [
    [["needle", "backup", "objectStore", "endpoint"], "http://10.0.0.9:9000"],
    [["nail", "backup", "objectStore", "endpoint"], "https://s3.example.net:443"],
    [["nail", "metalStack", "mirror"], { registries: { "ghcr.io": "registry.example.net:5000/ghcr" } }],
    [["nail", "metalStack", "email"], "ops@example.org"],
    [["nail", "certificates"], { kind: "acme", server: "https://ca.example.net:14000/dir" }],
  ] as const;
  expect(asked(said.reduce((text, [path, value]) => withValue(text, [...path], value), full))).toEqual([
    "192.168.1.101:8443 TCP",
    "10.0.0.9:9000 TCP",
    "192.168.1.101:5300 TCP UDP",
    "ca.example.net:14000 TCP",
    "registry.example.net:5000 TCP",
  ]);
});

test.each([
  ["64Gi", 68_719_476_736],
  ["960G", 960_000_000_000],
  ["1.5T", 1_500_000_000_000],
])("%s is %d bytes", (quantity, wanted) => {
  expect(bytes(quantity)).toBe(wanted);
});
