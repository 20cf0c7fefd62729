import { expect, test } from "vitest";
import { hostsIn, Plain } from "../../../generators/blast/hosts.ts";
import { canonical, settle } from "../../../generators/blast/settle.ts";

const names = {
  variables: { a: "x", b: "{{ a }}.y", list: ["{{ b }}"], loop: "{{ loop }}", n: 3 },
  group: (name: string) => (name === "g" ? ["h1 192.0.2.1"] : []),
};

test.each([
  ["{{ a }}", "x"],
  ["{{ b }}", "x.y"],
  ["{{ list }}", ["x.y"]],
  ["https://{{ b }}:{{ n }}", "https://x.y:3"],
  ["{{ unknown }}", "{{ unknown }}"],
  [{ k: ["{{ a }}"] }, { k: ["x"] }],
  ["no Jinja", "no Jinja"],
  ["{{ loop }}", "{{ loop }}"],
])("%j is %j", (value, settled) => {
  expect(settle(value, names)).toEqual(settled);
});

test("an expression is compared with the values that it names, and with who is in a group", () => {
  expect(settle("{{ a | upper }}", names)).toEqual({ jinja: "{{ a | upper }}", a: "x" });
  expect(settle("{{ groups['g'] | length }}", names)).toEqual({
    jinja: "{{ groups['g'] | length }}",
    "groups.g": ["h1 192.0.2.1"],
  });
});

test("what is tagged unsafe is no Jinja", () => {
  expect(settle(new Plain("{{ a }}"), names)).toEqual(new Plain("{{ a }}"));
});

test("the order of keys makes no difference", () => {
  expect(canonical({ a: 1, b: [{ d: 2, c: 3 }] })).toBe(canonical({ b: [{ c: 3, d: 2 }], a: 1 }));
  expect(canonical("1")).not.toBe(canonical(1));
});

/** The words of Ansible's documentation, in its order: inventory, group_vars of outer and inner groups, the host's own. */
test("variables are put together as Ansible does it", () => {
  const tree = new Map([
    [
      "inventories/x/hosts.yaml",
      "outer:\n  vars: { a: outer-inline, b: outer-inline }\n  children:\n    inner:\n      vars: { a: inner-inline }\n      hosts:\n        h1: { e: host }\n",
    ],
    ["inventories/x/group_vars/all/one.yaml", "b: all\nc: all\n"],
    ["inventories/x/group_vars/outer/one.yaml", "c: outer\nd: outer\n"],
    ["inventories/x/group_vars/inner/one.yaml", "d: inner\ne: inner\n"],
  ]);
  expect(hostsIn(tree)).toEqual([
    {
      deployment: "x",
      name: "h1",
      groups: ["outer", "inner"],
      variables: { a: "inner-inline", b: "all", c: "outer", d: "inner", e: "host" },
    },
  ]);
});
