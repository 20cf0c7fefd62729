import { expect, test } from "vitest";
import { parse } from "yaml";
import { variablesIn, withVariables } from "../../../compiler/source/variables.ts";

const text = `# of the team
old: 'value' # since spring
sealed: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  3039
list: [1, 2]
none:
`;

test("what a file holds, and what of it is encrypted in its place", () => {
  const found = [...(variablesIn(text) ?? [])].map(([name, { text, sealed }]) => [
    name,
    text.split("\n")[0],
    sealed,
  ]);
  expect(found).toEqual([
    ["old", "value", false],
    ["sealed", "$ANSIBLE_VAULT;1.1;AES256", true],
    ["list", "", false],
    ["none", "", false],
  ]);
});

test.each(["", "---\n", "# a comment\n---\n", "null\n"])(
  "a file with nothing in it holds nothing: %j",
  (empty) => {
    expect(variablesIn(empty)?.size).toBe(0);
  },
);

test.each(["- a\n", "word\n", "a: b: c\n", "a: 1\na: 2\n"])(
  "a file that is none of variables: %j",
  (other) => {
    expect(variablesIn(other)).toBeUndefined();
  },
);

test("one value said otherwise, another added: all else stays", () => {
  expect(
    withVariables(
      text,
      new Map([
        ["old", "on"],
        ["new", "x"],
      ]),
    ),
  ).toBe(`${text.replace("'value'", '"on"').replace("[1, 2]", "[ 1, 2 ]")}new: "x"\n`);
});

test("whatever the value, it comes back as it went in, and is no template", () => {
  for (const value of ["yes", "0123", "1e3", "a\nb", '"', "#", "it's: {{ x }}", "\\", " blank "])
    for (const before of ["", "---\n", "a: 1\n", "a: 1"]) {
      const after = withVariables(
        withVariables(before, new Map([["b", "first"]])),
        new Map([
          ["a", value],
          ["b", value],
        ]),
      );
      expect(parse(after, { logLevel: "silent" })).toEqual({ a: value, b: value });
      expect(after.includes("!unsafe")).toBe(value.includes("{{"));
    }
});
