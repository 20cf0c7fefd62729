import { expect, test } from "vitest";
import type { Budget } from "../../../compiler/plan/partition.ts";
import { planOf } from "../../support/plan.ts";

const budgetOf = (name: string): Partial<Budget>[] =>
  (planOf(name).chain?.budget ?? [])
    .filter(({ stage }) => stage === "needle")
    .map(({ size, there, workers, firewalls, surge, waiting }) => ({
      size,
      there,
      workers,
      firewalls,
      surge,
      waiting,
    }));

test("one seed and one shoot of one worker take four machines: each has a firewall", () => {
  expect(budgetOf("rack")).toEqual([
    { size: "n1-small-x86", there: 8, workers: 2, firewalls: 2, surge: 1, waiting: 4 },
  ]);
});

test("a seed and two shoots of three workers, and two machines that wait, are fourteen", () => {
  expect(budgetOf("rack-two-sites")).toEqual([
    { size: "n1-medium-x86", there: 14, workers: 9, firewalls: 3, surge: 1, waiting: 2 },
  ]);
});

test("without a nail nobody takes a machine", () => {
  expect(budgetOf("mini-lab")).toEqual([
    { size: "v1-small-x86", there: 2, workers: 0, firewalls: 0, surge: 0, waiting: 2 },
  ]);
});
