import { expect, test } from "vitest";
import { placeOf } from "../../../cli/stage.ts";
import { metalSettings } from "../../../generators/metal-stack/stages.ts";
import { chainCases } from "../../support/metal-roles/cases.ts";

const plan = chainCases().find(({ name }) => name === "chain-full")?.plan;
if (!plan) throw new Error("no case chain-full");

test("a stage of metal-stack's roles runs with the kubeconfig of its cluster, whatever another shell had", () => {
  const home = { HOME: "/home/me", KUBECONFIG: "/home/me/other" };
  const folder = "/home/me/.needle/fra";
  expect(placeOf(plan, "deploy_gardener", home)).toEqual({
    name: "fra",
    stage: "deploy_gardener",
    env: {
      HOME: "/home/me",
      ...metalSettings,
      KUBECONFIG: `${folder}/needle.kubeconfig`,
      K8S_AUTH_KUBECONFIG: `${folder}/needle.kubeconfig`,
    },
  });
  expect(placeOf(plan, "nail/deploy_gardener", home)).toMatchObject({
    name: "fra-nail",
    stage: "deploy_gardener",
    env: { KUBECONFIG: `${folder}/nail-gardener.kubeconfig` },
  });
  expect(placeOf(plan, "nail/deploy_control_plane", home).env["KUBECONFIG"]).toBe(
    `${folder}/nail-metal.kubeconfig`,
  );
});

test("a stage of needle's own roles runs in the environment that there is", () => {
  expect(placeOf(plan, "deploy_needle", { PATH: "/bin" })).toEqual({
    name: "fra",
    stage: "deploy_needle",
    env: { PATH: "/bin" },
  });
});
