import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Partition } from "../../../compiler/plan/partition.ts";
import { delivered, havingCertificates } from "../cluster-roles.ts";
import { hasHosts, switchGroups } from "../partition/inventory.ts";
import { metalApiOf } from "../partition/metal-api.ts";
import {
  ansibleCommon,
  controlPlaneRole,
  guardOf,
  type Listed,
  onController,
  partitionRole,
} from "../play.ts";

/** Management servers, then switches from the core outwards, one after the other. */
export function partition(stage: Stage) {
  const there = stage.partitions.filter(hasHosts);
  const has = (...roles: readonly string[]) =>
    there.some(({ switches }) => switches.some(({ role }) => roles.includes(role)));
  return [
    guardOf(stage.targets.metal),
    onController({ name: "Have certificates", roles: [havingCertificates] }),
    ...(there.some(({ managementServers }) => managementServers.length > 0)
      ? [onHosts("Deploy management servers", "mgmtservers", [partitionRole("metal-bmc")])]
      : []),
    ...(has("mgmtleaf", "mgmtspine")
      ? [onSwitches("Configure management switches", "mgmtleaves:mgmtspines", [sonic])]
      : []),
    ...(has("spine", "exit") ? [onSwitches("Configure spines and exits", "spines:exits", [sonic])] : []),
    ...(has("leaf") ? leaves(stage, there) : []),
    onController({ name: "Report", tasks: [delivered("partition")] }),
  ];
}

const sonic = partitionRole("sonic-config", "sonic");

const leaves = (stage: Stage, there: readonly Partition[]) => [
  onSwitches("Configure leaves", switchGroups.leaf, [sonic]),
  onHosts("Let machines boot", "pxe", [partitionRole("dhcp"), partitionRole("pixiecore")]),
  onSwitches("Deploy metal-core", switchGroups.leaf, [partitionRole("metal-core")]),
  waitForSwitches(stage, there),
];

const onHosts = (name: string, hosts: string, roles: readonly Listed[], order: { serial?: number } = {}) => ({
  name,
  hosts,
  ...order,
  become: true,
  any_errors_fatal: true,
  roles: [ansibleCommon, ...roles],
});

/** A fault stops at the first one: its neighbour carries the traffic. */
const onSwitches = (name: string, hosts: string, roles: readonly Listed[]) =>
  onHosts(name, hosts, roles, { serial: 1 });

function waitForSwitches(stage: Stage, there: readonly Partition[]) {
  const { protocol, host, port } = metalApiOf(stage);
  const count = there.flatMap(({ switches }) => switches.filter(({ role }) => role === "leaf")).length;
  return onController({
    name: "Wait for leaves",
    roles: [
      ansibleCommon,
      { role: "metal-roles", tags: ["always"] },
      { role: "metal-ansible-modules", tags: ["always"] },
      controlPlaneRole("metal-python"),
    ],
    postTasks: [
      {
        name: "Wait until metal-stack knows the leaves",
        "ansible.builtin.command": "echo",
        changed_when: false,
        vars: {
          known: new Expression(
            "{{ lookup('metal', 'search', 'switch', api_url=api_url, api_hmac=metal_api_edit_key) }}",
          ),
          api_url: `${protocol}://${host}:${port}/metal/`,
        },
        until: [
          `known | length >= ${count}`,
          "known | rejectattr('last_sync', 'none') | length == known | length",
        ],
        retries: 100,
        delay: 3,
        tags: ["metal-core"],
      },
    ],
  });
}
