import type { Plan } from "../../compiler/plan/plan.ts";
import type { Lab, LabHost } from "../../lab/index.ts";

export const outsideName = "outside";

/**
 * The world outside of the needle, as one more container: the time server of the spec, where it names one in the
 * lab's network, and a client that asks the needle with real tools.
 */
export function outsideHost({ network, hosts, time, endpoint, pair }: Plan): LabHost {
  const [base] = network.cidr.split("/");
  const near = (base ?? "").replace(/\.\d+$/, ".");
  const controllers = pair?.members.map(({ bmc }) => bmc.address) ?? [];
  const own = hosts.map(({ address }) => address);
  const taken = new Set([network.gateway, endpoint.address, ...own, ...controllers]);
  const free = Array.from({ length: 250 }, (_, index) => `${near}${index + 2}`).find(
    (address) => !taken.has(address),
  );
  const upstream = time.upstream.find((server) => server.startsWith(near) && !taken.has(server));
  return { name: outsideName, address: upstream ?? free ?? "", kind: "container" };
}

const script = (cidr: string): string => `
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends bind9-dnsutils chrony curl >/dev/null
printf 'local stratum 8\\nallow ${cidr}\\ndriftfile /var/lib/chrony/drift\\n' > /etc/chrony/chrony.conf
systemctl restart chrony
`;

export async function equipOutside(lab: Lab, cidr: string): Promise<void> {
  const { exitCode, stderr } = await lab.ssh(outsideName, script(cidr), { seconds: 180 });
  if (exitCode !== 0) throw new Error(`the lab's outside host could not be made ready: ${stderr}`);
}
