import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { until } from "../../lab/index.ts";
import { findKubeVip } from "./support/kube-vip.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { type StandIns, standIns } from "./support/stand-in.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const servers = ["needle1", "needle2", "needle3"] as const;

/** Real kube-vip on three containers and a real FRR as their router; the servers behind stand in for k3s, with its leases. */
describe.skipIf(isOnlyForLab("the endpoint by BGP is", "some minutes"))("the endpoint by BGP", () => {
  let trial: Trial;
  let stand: StandIns;
  let missing = "";

  beforeAll(async () => {
    missing = (await findKubeVip())?.missing ?? "";
    if (missing) return;
    trial = await trialOf("test/lab/support/bgp.needle.yaml", "bgp", { standIn: true });
    stand = await standIns(trial);
    await trial.says(outsideName, routerOf(servers.map(trial.lab.addressOf)));
    // As behind a gateway that is this router: servers that have not the address get to it by way of the router, too.
    await execa("ip", [
      ...["netns", "exec", `${trial.lab.namespace}.${outsideName}`],
      ...["sysctl", "-qw", "net.ipv4.ip_forward=1"],
    ]);
    for (const host of servers)
      await trial.says(
        host,
        `ip route add ${trial.plan.endpoint.address} via ${trial.lab.addressOf(outsideName)}`,
      );
  });
  afterAll(() => trial?.end());

  const withKubeVip = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if (missing) skip(missing);
      await work();
    });
  const deploy = (...args: string[]) =>
    trial.ansible("deploy_needle", ["--tags", "kube_vip", "-e", passwords, ...args]);
  /** The servers to which the router sends what is for the endpoint. */
  const routed = async (): Promise<string[]> => {
    const told = await trial.says(outsideName, `ip -4 route show ${trial.plan.endpoint.address}`);
    return servers.filter((host) => told.includes(`via ${trial.lab.addressOf(host)} `));
  };

  withKubeVip("a run brings the address to one server, and the router learns the way", async () => {
    const { code, output } = await deploy();
    expect(code, output).toBe(0);
    await until(async () => (await routed()).length === 1, { seconds: 60, what: "a route to the endpoint" });
    await stand.answers();
    await until(async () => (await stand.answers()).length > 3, { seconds: 60, what: "answers by that way" });
  });

  withKubeVip("the second run changes nothing", async () => {
    const second = await deploy("--diff");
    expect([second.code, second.changed], second.output).toEqual([0, 0]);
  });

  withKubeVip("all servers speak with the router, and every word is signed", async () => {
    const summary = JSON.parse(
      await trial.says(outsideName, "vtysh -c 'show bgp ipv4 unicast summary json'"),
    );
    const states = Object.entries(summary.peers as Record<string, { readonly state: string }>).map(
      ([address, { state }]) => [address, state],
    );
    expect(states.sort()).toEqual(servers.map((host) => [trial.lab.addressOf(host), "Established"]));
    const settings = await trial.says("needle1", "stat -c %a /etc/needle/kube-vip/environment");
    expect(settings).toBe("600");
  });

  withKubeVip("the server with the address is killed: the router sends to another", async () => {
    const [before = ""] = await routed();
    await trial.lab.kill(before);
    await until(
      async () => {
        const now = await routed();
        return now.length === 1 && now[0] !== before;
      },
      { seconds: 90, what: "a way to another server" },
    );
    await stand.answers();
    await until(async () => (await stand.answers()).some(({ by }) => by !== before), {
      seconds: 60,
      what: "answers of another server",
    });
  });
});

const password = "Sign.ed-7x";
const passwords = JSON.stringify({ kube_vip_bgp_passwords: { "10.77.0.2": password } });

/** It refuses who does not sign with the password. */
const routerOf = (neighbours: readonly string[]): string => `
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -qq install -y --no-install-recommends frr >/dev/null
sed -i s/^bgpd=no/bgpd=yes/ /etc/frr/daemons
cat > /etc/frr/frr.conf <<END
router bgp 64512
 bgp router-id 10.77.0.2
${neighbours.map((address) => ` neighbor ${address} remote-as 64512\n neighbor ${address} password ${password}`).join("\n")}
END
systemctl restart frr
`;
