import { expect, test } from "vitest";
import { k3s } from "../../generators/roles/k3s.ts";
import { playLocally, tasksOf } from "../support/local-hosts.ts";
import { caseOf } from "../support/plan.ts";
import { folder } from "../support/shell.ts";

test("a server whose own address is the endpoint is not removed, and it is said how it can be", async () => {
  const plan = caseOf("quorum-endpoint-of-host");
  const { k3s_servers, k3s_endpoint_servers } = k3s.shared(plan);
  const hosts = Object.fromEntries(
    plan.hosts.map(({ name }) => [name, { k3s_servers, k3s_endpoint_servers }]),
  );
  const { code, output } = await playLocally(folder(), hosts, [tasksOf("k3s", "remove")], {
    k3s_remove: "needle2",
  });
  expect(code).not.toBe(0);
  expect(output).toMatch(/needle2 is the endpoint.*day2\/endpoint_move.*Nothing was changed/s);
  expect(output).not.toContain("Ask etcd");
}, 600_000);
