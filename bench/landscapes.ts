/** A spec with so many hosts: one control plane, the rest service hosts. */
export function landscapeOf(hosts: number): string {
  const lines = Array.from({ length: hosts }, (_, index) => {
    const address = `10.${16 + (index >> 14)}.${(index >> 6) & 255}.${(index & 63) + 1}`;
    const rest = index === 0 ? "disks: [/dev/nvme0n1]" : "role: service, kind: virtual";
    return `    host${index}: { address: ${address}, ${rest} }\n`;
  });
  return `apiVersion: needle.metal-stack.io/v1alpha1
kind: Landscape
name: bench
domain: bench.example.org
networks:
  management: { cidr: 10.16.0.0/12 }
needle:
  topology: { kind: single }
  hosts:
${lines.join("")}  kubernetes: { version: v1.34.3+k3s1, pods: 10.240.0.0/14, services: 10.248.0.0/18 }
  services: { time: { upstream: [ntp1.example.org] } }
`;
}
