import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { type Trial, trialOf } from "./support/trial.ts";

/** The same path on Debian 13, shorter: what differs there is packages and their versions. */
describe("one host of Debian 13", () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await trialOf("specs/lab-single.yaml", "trixie", { suite: "trixie" });
  });
  afterAll(() => trial?.end());

  test("converges, and the second run changes nothing", async () => {
    expect(await trial.says("needle1", ". /etc/os-release; echo $VERSION_CODENAME")).toBe("trixie");
    const first = await trial.ansible("site");
    expect(first.code, first.output).toBe(0);
    const second = await trial.ansible("site");
    expect([second.code, second.changed], second.output).toEqual([0, 0]);
  });

  test("serves names, time and Kubernetes", async ({ skip }) => {
    const { address, host } = trial.plan.endpoint;
    expect(await trial.says(outsideName, `dig +short +timeout=5 @${address} ${host}`)).toBe(address);
    expect(await trial.says("needle1", "chronyc tracking")).toContain("Leap status     : Normal");
    if ("missing" in trial.binary) skip(`no k3s: ${trial.binary.missing}`);
    const kubectl = "KUBECONFIG=/etc/rancher/k3s/k3s.yaml kubectl get --raw /readyz";
    expect(await trial.says("needle1", kubectl)).toBe("ok");
  });
});
