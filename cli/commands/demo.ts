import type { Plan } from "../../compiler/plan/plan.ts";
import { type Lab, recallLab } from "../../lab/index.ts";
import type { Binary } from "../lab/artefact.ts";
import { converge } from "../lab/converge.ts";
import { outsideName } from "../lab/outside.ts";
import { labDirectory } from "../lab/trial.ts";
import { exit } from "../outcome.ts";
import { resumeOf } from "../run/again.ts";
import { table } from "../show/table.ts";
import type { Terminal } from "../terminal.ts";
import { type LabOptions, openPlan, raise } from "./lab.ts";

/** The whole path at once: hosts, two runs, and the answers of what runs on them. */
export async function demo(spec: string, { root, env }: LabOptions, terminal: Terminal): Promise<number> {
  const found = await openPlan(spec, root, terminal);
  if ("code" in found) return found.code;
  const code = await raise(found.plan, spec, { root, env }, terminal);
  if (code !== exit.fine) return code;
  const directory = labDirectory(root, found.plan.name);
  const run = { spec, stage: "site", lab: true, ansible: [] };
  const options = { ...found, ...run, directory, env, again: resumeOf(run) };

  const begin = performance.now();
  const first = await converge(options, terminal);
  if (first.code !== 0) return first.code;
  const between = performance.now();
  const second = await converge(options, terminal);
  if (second.code !== 0) return second.code;
  const times = [
    `first run ${seconds(between - begin)}`,
    `second run ${seconds(performance.now() - between)}`,
  ];
  const lab = await recallLab({ directory });
  if (!lab) return exit.wrong;
  return summary(lab, found.plan, { binary: second.binary, times, changed: second.changed }, terminal);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(0)} s`;

interface Runs {
  readonly binary: Binary;
  readonly times: readonly string[];
  readonly changed: number | undefined;
}

async function summary(
  lab: Lab,
  plan: Plan,
  { binary, times, changed }: Runs,
  terminal: Terminal,
): Promise<number> {
  const [server] = plan.hosts;
  if (!server) return exit.wrong;
  const asked = async (host: string, command: string): Promise<string> => {
    const { stdout, stderr, exitCode } = await lab.ssh(host, command, { seconds: 60 });
    return exitCode === 0
      ? stdout.trim().replaceAll("\n", ", ")
      : `no answer: ${stderr.trim().split("\n").at(-1)}`;
  };
  const { host, port } = plan.endpoint;
  const api = `curl -sS -m 10 --resolve ${host}:${port}:${plan.endpoint.address} --cacert /dev/stdin https://${host}:${port}/version -o /dev/null -w '%{http_code}'`;
  const rows = [
    ["host", await asked(server.name, ". /etc/os-release; echo $(hostname -f), $PRETTY_NAME")],
    [
      "dns",
      `${host} is ${await asked(outsideName, `dig +short +timeout=5 @${server.address} ${host}`)}, asked from outside`,
    ],
    [
      "time",
      await asked(
        server.name,
        "chronyc tracking | sed -n 's/^Leap status *: /leap status /p; s/^System time *: /off by /p; s/^Stratum *: /stratum /p'",
      ),
    ],
    ...("missing" in binary
      ? [["kubernetes", `left out: ${binary.missing}`]]
      : [
          [
            "kubernetes",
            await asked(
              server.name,
              "kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml version | sed -n 's/^Server Version: /server /p'",
            ),
          ],
          [
            "",
            `${await asked(server.name, "kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml get --raw /readyz")} at https://${host}:${port}; from outside, without credentials: HTTP ${await httpFrom(lab, server.name, api)}`,
          ],
        ]),
    ["ansible", `${times.join(", ")}; changed=${changed ?? "?"} in the second`],
  ];
  terminal.out(
    `\n${plan.name}\n${table(["what", "answer"], rows)}\nneedle lab ssh ${server.name}    make clean\n`,
  );
  return changed === 0 ? exit.fine : exit.wrong;
}

/** The API as a stranger sees it, its certificate checked against the cluster's own authority. */
async function httpFrom(lab: Lab, server: string, command: string): Promise<string> {
  const authority = await lab.ssh(server, "cat /srv/needle/k3s/server/tls/server-ca.crt");
  const { stdout, stderr } = await lab.ssh(outsideName, command, { input: authority.stdout, seconds: 30 });
  return stdout || stderr.trim();
}
