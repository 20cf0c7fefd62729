import { expect, test } from "vitest";
import { codeQuality } from "../../../compiler/source/code-quality.ts";
import type { Located } from "../../../compiler/source/report.ts";
import { sarif } from "../../../compiler/source/sarif.ts";

const found = (more: Partial<Located> = {}): Located => ({
  code: "spec/unknown-key",
  severity: "error",
  message: 'unknown key "colour"',
  file: "specs/a rack.yaml",
  line: 7,
  column: 3,
  ...more,
});

const findingsOf = (...located: Located[]) => codeQuality(sarif(located));
const fingerprintsOf = (...located: Located[]) =>
  findingsOf(...located).map(({ fingerprint }) => fingerprint);

test("says what SARIF says, in GitLab's words", () => {
  expect(findingsOf(found({ help: "did you mean it?" }), found({ severity: "warning" }))).toEqual([
    {
      description: 'unknown key "colour"; did you mean it?',
      check_name: "spec/unknown-key",
      fingerprint: expect.any(String),
      severity: "critical",
      location: { path: "specs/a rack.yaml", lines: { begin: 7 } },
    },
    expect.objectContaining({ severity: "minor" }),
  ]);
});

test("what has no line stands at the first", () => {
  const { line: _line, column: _column, ...whole } = found();
  expect(findingsOf(whole)[0]?.location).toEqual({ path: "specs/a rack.yaml", lines: { begin: 1 } });
});

test("a finding that has moved is the same one, in every run", () => {
  expect(fingerprintsOf(found({ line: 90 }))).toEqual(fingerprintsOf(found()));
});

test("several that are alike are several", () => {
  const [first, second] = fingerprintsOf(found(), found({ line: 9 }));
  expect(second).not.toBe(first);
});

test.each<[string, Partial<Located>]>([
  ["code", { code: "spec/wrong-type" as Located["code"] }],
  ["file", { file: "specs/other.yaml" }],
  ["message", { message: 'unknown key "color"' }],
])("another %s is another finding", (_what, more) => {
  expect(fingerprintsOf(found(more))).not.toEqual(fingerprintsOf(found()));
});
