import type { Partition, Pxe } from "../../../compiler/plan/partition.ts";
import type { Variables } from "../topic.ts";

/** Machines boot in a network of their own on each leaf; the leaf answers DHCP and pixiecore there. */
export const pxeVariablesOf = (
  { cidr, address, network, netmask, first, last }: Pxe,
  { imageCache, managementServers, timeservers }: Partition,
): Variables => ({
  metal_core_cidr: cidr,
  pixiecore_api_host: `http://${address}`,
  ...(timeservers && { pixiecore_metal_hammer_ntp_servers: timeservers }),
  dhcp_subnets: [
    {
      network,
      netmask,
      range: { begin: first, end: last },
      options: [
        `routers ${address}`,
        // Images are found at the cache because its DNS says so.
        ...(imageCache && managementServers.length > 0
          ? [`domain-name-servers ${managementServers.map(({ address }) => address).join(", ")}`]
          : []),
      ],
    },
  ],
});
