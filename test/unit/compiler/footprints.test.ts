import { describe, expect, test } from "vitest";
import { footprintsOf, total } from "../../../compiler/plan/footprints.ts";
import { reservedPorts } from "../../../compiler/plan/reserved-ports.ts";
import { preflight } from "../../../generators/roles/preflight.ts";
import { caseOf, planOf } from "../../support/plan.ts";

const plans = {
  single: planOf("lab-single"),
  pair: planOf("rack-two-sites"),
  quorum: planOf("lab-quorum"),
  "pair with runners": caseOf("gitlab-pair"),
  "quorum with agents": caseOf("quorum-agents"),
  "single with backups": caseOf("backup-sftp"),
};

describe.each(Object.entries(plans))("%s", (_name, plan) => {
  test("what a look at a server asks for is enough for what the plan puts onto it", () => {
    const asked = preflight.vars.shape.preflight_memory.parse(undefined);
    expect(asked).toBeGreaterThanOrEqual(total(footprintsOf(plan, "control-plane"), "memory"));
  });

  test.each(["control-plane", "agent", "service", "witness"] as const)(
    "no port of a %s is for two",
    (role) => {
      const ports = reservedPorts(plan, role).map(({ port, protocol }) => `${port}/${protocol}`);
      expect(ports).toEqual([...new Set(ports)]);
    },
  );
});

test("each service is counted where it runs, and only there", () => {
  const servicesOf = (plan: (typeof plans)["pair"], role: "control-plane" | "witness") =>
    footprintsOf(plan, role).map(({ service }) => service);
  expect(servicesOf(plans.pair, "control-plane")).toContain("cluster");
  expect(servicesOf(plans.single, "control-plane")).not.toContain("cluster");
  expect(servicesOf(plans.pair, "witness")).not.toContain("k3s");
  expect(servicesOf(plans["single with backups"], "control-plane")).toContain("backup");
  expect(servicesOf(plans["pair with runners"], "control-plane")).toContain("runner");
});
