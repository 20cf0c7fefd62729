import { expect } from "vitest";
import { outsideName } from "../../../cli/lab/outside.ts";
import type { Trial } from "./trial.ts";

/** What has converged stays as it is: another run changes nothing, and neither would one in check mode. */
export async function expectSettled(trial: Trial): Promise<void> {
  const second = await trial.ansible("site", ["--diff"]);
  expect([second.code, second.changed], second.output).toEqual([0, 0]);
  const checked = await trial.ansible("site", ["--check", "--diff"]);
  expect([checked.code, checked.changed], checked.output).toEqual([0, 0]);
}

/** HTTP status that a stranger from outside gets of the Kubernetes API at the endpoint, whose authority `server` has. */
export async function statusForStrangers(trial: Trial, server: string): Promise<string> {
  const { host: name, port, address } = trial.plan.endpoint;
  const authority = await trial.says(server, "cat /srv/needle/k3s/server/tls/server-ca.crt");
  await trial.says(outsideName, "cat > /root/api-ca.crt", authority);
  return trial.says(
    outsideName,
    `curl -sS -m 30 -o /dev/null -w '%{http_code}' --cacert /root/api-ca.crt --resolve ${name}:${port}:${address} https://${name}:${port}/version`,
  );
}
