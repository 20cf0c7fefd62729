import { netmaskOf, networkOf } from "../../../compiler/plan/addresses.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { ManagementServer, Partition } from "../../../compiler/plan/partition.ts";
import { valueFrom } from "../jinja.ts";
import type { Variables } from "../topic.ts";

/** What a management server has of its own for the roles that it is there for. */
export const serverVariablesOf = (
  server: ManagementServer,
  partition: Partition,
  stage: Stage,
): Variables => ({
  ...preparationOf(server, partition, stage),
  ...dhcpOf(server, partition),
  ...disksOf(server, partition),
});

function preparationOf({ prepare }: ManagementServer, { ssh }: Partition, { secrets }: Stage): Variables {
  if (!prepare) return {};
  const { asn, router, interface: spine, firewall } = prepare;
  return {
    mgmt_server_asn: asn,
    mgmt_server_router_id: router,
    // What v0.28.1 asserts is not what its template reads.
    mgmt_server_routerid: router,
    mgmt_server_spine_facing_interface: spine,
    ...(firewall !== undefined && { mgmt_server_firewall_ip: firewall }),
    mgmt_server_metal_ssh_privkey: valueFrom(secrets["management-ssh"]),
    mgmt_server_metal_ssh_pubkey: ssh.key,
  };
}

/** SONiC looks in option 67 for where its first configuration is. */
function dhcpOf({ dhcp, address }: ManagementServer, { management, ztp }: Partition): Variables {
  if (!dhcp) return {};
  const { cidr, gateway } = management;
  return {
    dhcp_listening_interfaces: [dhcp.interface],
    ...(ztp && { dhcp_global_options: ["sonic_ztp code 67 = text"] }),
    dhcp_subnets: [
      {
        network: networkOf(cidr).split("/")[0],
        netmask: netmaskOf(cidr),
        range: { begin: dhcp.first, end: dhcp.last },
        options: [
          ...(gateway === undefined ? [] : [`routers ${gateway}`]),
          ...(ztp ? [`sonic_ztp "http://${address}:8080/ztp.json"`] : []),
        ],
      },
    ],
  };
}

function disksOf({ disks }: ManagementServer, { imageCache }: Partition): Variables {
  if (!imageCache || disks.length === 0) return {};
  return {
    lvm_vg: "metal",
    lvm_pvs: disks,
    lvm_lvs: [{ name: "image-cache", size: "100%VG", fstype: "ext4", mountpath: "/metal-image-cache-sync" }],
  };
}
