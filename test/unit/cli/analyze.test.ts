import { expect, test } from "vitest";
import { shell } from "../../support/shell.ts";

const spec = `${process.cwd()}/specs/lab-pair.yaml`;
const run = (...argv: string[]) => shell().needle("analyze", ...argv);

test("one screen: a time line, then every scenario", async () => {
  const { code, out } = await run(spec);
  expect(code).toBe(0);
  expect(out).toContain("the active host dies, on metal");
  expect(out).toMatch(/power-cut-active +\d+ s \(\d+\)/);
  expect(out.split("\n").filter((line) => line.length > 100)).toEqual([]);
});

test("--json has the model and the stories", async () => {
  const { out } = await run(spec, "--json", "--pace", "emulated");
  const { pace, model, scenarios } = JSON.parse(out);
  expect(pace).toBe("emulated");
  expect(model.takeover.serving.expected).toBeGreaterThan(model.takeover.fenced.expected);
  expect(scenarios.length).toBeGreaterThanOrEqual(30);
});

test("--scenario is a runbook with the real names", async () => {
  const { out } = await run(spec, "--scenario", "host-and-bmc-active");
  expect(out).toContain("needle1 loses its power together with its BMC");
  expect(out).toContain("10.77.0.231");
});

test("an unknown scenario is named with its neighbour: cli/no-such-scenario", async () => {
  const { code, err } = await run(spec, "--scenario", "power-cut-activ");
  expect([code, err.includes("[cli/no-such-scenario]"), err.includes("power-cut-active")]).toEqual([
    2,
    true,
    true,
  ]);
});

test("one host is analysed in the same way: hours, and what is lost with it", async () => {
  const single = `${process.cwd()}/specs/lab-single.yaml`;
  const { code, out } = await run(single);
  expect(code).toBe(0);
  expect(out).toContain("the host is dead, and new hardware stands in its place, on metal");
  expect(out).toMatch(/host-lost +person/);
  expect(out.split("\n").filter((line) => line.length > 100)).toEqual([]);
  const page = await run(single, "--scenario", "host-lost");
  expect(page.out).toContain("Acknowledged writes at risk: everything: no copy lies outside of the host.");
});

test("a quorum is analysed in the same way", async () => {
  const quorum = `${process.cwd()}/specs/lab-quorum.yaml`;
  const { code, out } = await run(quorum);
  expect(code).toBe(0);
  expect(out).toContain("the server with the endpoint dies, on metal");
  expect(out).toMatch(/holder-lost +\d+ s \(\d+\)/);
  expect(out.split("\n").filter((line) => line.length > 100)).toEqual([]);
  const page = await run(quorum, "--scenario", "majority-lost");
  expect(page.out).toContain("needle2 and needle3 are dead at once");
});
