import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSource } from "../../../compiler/source/source.ts";
import { hostsIn } from "../../../generators/blast/hosts.ts";
import { namesOf, settle } from "../../../generators/blast/settle.ts";
import { learn } from "../../../generators/metal-stack/learn.ts";
import { quantityOf } from "../../../generators/metal-stack/learned.ts";
import { compile } from "../../../index.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What is learned from the variables that needle itself prints for a spec, beside the spec. */
function wayBack(file: string) {
  const text = readFileSync(file, "utf8");
  const { plan, tree = new Map() } = compile(text, file);
  const hosts = hostsIn(tree).filter(({ deployment }) => deployment === plan?.name);
  const settled = hosts.map((host) => ({
    ...host,
    variables: settle(host.variables, namesOf(host, hosts)) as Fields,
  }));
  const learned = learn({
    controlPlane: settled.find(({ name }) => name === "localhost")?.variables ?? {},
    hosts: settled.filter(({ groups }) => groups.includes("partition")),
  });
  return { learned, said: readSource(text, file).value?.data };
}

/** A part of a learned whole, for a spec says less than is learned. */
const within = (said: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((node, key) => (node as Fields)[key], said);

describe.each(["specs/rack.yaml", "specs/mini-lab.yaml"])("the way back to %s", (file) => {
  const { learned, said } = wayBack(file);

  test.each([
    ["domain"],
    ["needle", "partition", "id"],
    ["needle", "partition", "networks", "external", "internet", "prefixes"],
    ["needle", "partition", "networks", "external", "internet", "vrf"],
    ["needle", "partition", "switches", "leaf01", "loopback"],
    ["needle", "partition", "switches", "leaf02", "pxe"],
    ["needle", "partition", "switches", "leaf02", "rack"],
    ["needle", "backup", "objectStore", "endpoint"],
    ["needle", "backup", "objectStore", "bucket"],
  ])("%s", (...keys) => {
    expect(within(learned, ...keys)).toEqual(within(said, ...keys));
  });

  test("every size, with what a machine must have", () => {
    const sizes = within(said, "needle", "partition", "sizes") as Fields;
    for (const [name, size] of Object.entries(sizes)) {
      const { cores, memory, storage } = size as Fields;
      expect(within(learned, "needle", "partition", "sizes", name)).toMatchObject({ cores, memory, storage });
    }
  });
});

test("mini-lab's own words: stage, flags, images, addresses that nobody gets", () => {
  const { learned, said } = wayBack("specs/mini-lab.yaml");
  expect(within(learned, "needle", "metalStack")).toMatchObject({
    stage: "test",
    auditing: true,
    monitoring: true,
    roles: "v0.32.0",
  });
  expect(Object.keys(within(learned, "needle", "partition", "images") as Fields)).toEqual(
    Object.keys(within(said, "needle", "partition", "images") as Fields),
  );
  expect(within(learned, "needle", "partition", "networks", "external", "internet", "reserved")).toEqual(
    within(said, "needle", "partition", "networks", "external", "internet", "reserved"),
  );
  expect(within(learned, "needle", "ingress", "kind")).toBe("nginx");
});

test.each([
  ["{{ '4GB' | humanfriendly }}", "4G"],
  ["{{ '500MB' | humanfriendly }}", "500M"],
  [960_000_000_000, "960G"],
  [64 * 1024 ** 3, "64Gi"],
  ["{{ somewhere.else }}", undefined],
  [0, undefined],
])("%s is %s", (value, quantity) => {
  expect(quantityOf(value)).toBe(quantity);
});
