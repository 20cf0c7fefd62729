import { expect, test } from "vitest";
import { showChain } from "../../../cli/show/chain.ts";
import { showStages } from "../../../cli/show/stages.ts";
import { planOf } from "../../support/plan.ts";

const plan = planOf("rack-two-sites");

test("the chain is drawn as who carries whom", () => {
  expect(plan.chain && showChain(plan, plan.chain)).toMatchSnapshot();
});

test("what the chain takes from the world around it", () => {
  expect(plan.chain && showStages(plan, plan.chain).join("\n")).toMatchSnapshot();
});
