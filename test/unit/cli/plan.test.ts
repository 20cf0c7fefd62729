import { expect, test } from "vitest";
import { showChain } from "../../../cli/show/chain.ts";
import { sizeRows } from "../../../cli/show/sizes.ts";
import { showStages } from "../../../cli/show/stages.ts";
import { caseOf, planOf } from "../../support/plan.ts";

const plan = planOf("rack-two-sites");

test("the chain is drawn as who carries whom", () => {
  expect(plan.chain && showChain(plan, plan.chain)).toMatchSnapshot();
});

test("what the chain takes from the world around it", () => {
  expect(plan.chain && showStages(plan, plan.chain).join("\n")).toMatchSnapshot();
});

test("what runs on each host is added up, beside what the host has where that is said", () => {
  const [host] = caseOf("capacity-said").hosts;
  expect(host?.capacity).toEqual({ memory: "16Gi", root: "40Gi", data: "900G" });
  expect(sizeRows(caseOf("capacity-said"))).toEqual([
    [
      "needle1",
      "2.4 GiB of 16.0 GiB",
      "3.6 GiB of 40.0 GiB",
      "10.1 GiB of 838.2 GiB",
      "Debian, time, dns replica, dns primary, k3s",
    ],
  ]);
  expect(sizeRows(planOf("lab-single"))).toEqual([
    ["needle1", "1.4 GiB", "7.7 GiB", "on root", "Debian, time, dns replica, dns primary, k3s"],
  ]);
});
