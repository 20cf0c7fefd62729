import { readFileSync } from "node:fs";
import type { Chain } from "../../compiler/plan/chain.ts";
import { analyse, type Plan } from "../../index.ts";

/** The plan of one of the specs in specs/. */
export const planOf = (name: string): Plan => planIn(`specs/${name}.yaml`);

/** The plan of a golden case. */
export const caseOf = (name: string): Plan => planIn(`test/golden/${name}/needle.yaml`);

function planIn(file: string): Plan {
  const { plan, diagnostics } = analyse(readFileSync(file, "utf8"), file);
  if (!plan) throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return plan;
}

/** The plan of a needle with a partition; what is said of the needle besides. */
export function chainOf(needle: object = {}): Plan & { readonly chain: Chain } {
  const spec = {
    apiVersion: "needle.metal-stack.io/v1alpha1",
    kind: "Landscape",
    name: "fra",
    domain: "fra.example.org",
    networks: { management: { cidr: "192.168.1.0/24", gateway: "192.168.1.1" } },
    needle: {
      topology: { kind: "single" },
      hosts: { needle1: { address: "192.168.1.101", disks: ["/dev/nvme0n1"] } },
      kubernetes: { version: "v1.34.3+k3s1" },
      services: { time: { upstream: ["ntp1.example.org", "ntp2.example.org", "ntp3.example.org"] } },
      metalStack: { email: "ops@example.org" },
      loadBalancer: { addresses: ["192.168.1.200-192.168.1.219"] },
      partition: {
        id: "fra-needle",
        sizes: { "n1-medium-x86": { cores: 16, memory: "64Gi", storage: "960G", machines: 12 } },
        networks: { external: { internet: { prefixes: ["203.0.113.128/25"], vrf: 104009 } } },
      },
      ...needle,
    },
  };
  const { plan, diagnostics } = analyse(JSON.stringify(spec), "chain.yaml");
  if (!plan?.chain) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return { ...plan, chain: plan.chain };
}
