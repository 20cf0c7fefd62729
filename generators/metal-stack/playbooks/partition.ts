import { Expression } from "../../../compiler/output/yaml.ts";
import { switchGroups } from "../../../compiler/plan/chain/extra-vars.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Partition } from "../../../compiler/plan/partition.ts";
import { delivered, havingCertificates } from "../cluster-roles.ts";
import { isPrivate } from "../control-plane/zitadel.ts";
import { guardOf } from "../guard.ts";
import { dutiesIn } from "../partition/groups.ts";
import { asksForTokens } from "../partition/image-cache.ts";
import { hasHosts } from "../partition/inventory.ts";
import { metalApiOf } from "../partition/metal-api.ts";
import {
  ansibleCommon,
  commonRole,
  controlPlaneRole,
  type Listed,
  metalModules,
  onController,
  onHosts,
  partitionRole,
} from "../play.ts";
import { havingAuthority, monitoringPlays } from "./partition-monitoring.ts";

/** Management servers, then switches from the core outwards, one after the other, and at last who watches them. */
export function partition(stage: Stage) {
  const there = stage.partitions.filter(hasHosts);
  const has = (...roles: readonly string[]) =>
    there.some(({ switches }) => switches.some(({ role }) => roles.includes(role)));
  const duties = new Map(dutiesIn(stage));
  return [
    guardOf(stage, stage.targets.metal),
    onController({ name: "Have certificates", roles: [havingCertificates] }),
    ...(duties.has("monitors") && isPrivate(stage.certificates) ? [havingAuthority(stage)] : []),
    ...(asksForTokens(stage) ? [havingToken] : []),
    ...onServers.flatMap(({ name, group, roles, handlers }) =>
      duties.has(group) ? [onHosts(name, group, roles(stage), { handlers: handlers?.(stage) })] : [],
    ),
    ...(there.some(({ managementServers }) => managementServers.length > 0)
      ? [onHosts("Deploy management servers", "mgmtservers", [partitionRole("metal-bmc")])]
      : []),
    ...(has("mgmtleaf", "mgmtspine")
      ? [onSwitches("Configure management switches", "mgmtleaves:mgmtspines", [sonic])]
      : []),
    ...(has("spine", "exit") ? [onSwitches("Configure spines and exits", "spines:exits", [sonic])] : []),
    ...(has("leaf") ? leaves(stage, there) : []),
    ...(duties.has("monitors") ? monitoringPlays(stage) : []),
    onController({ name: "Report", tasks: [delivered("partition")] }),
  ];
}

/** What management servers do, in the order in which one needs the other; each where somebody does it. */
const onServers: readonly {
  name: string;
  group: string;
  roles(stage: Stage): readonly Listed[];
  handlers?(stage: Stage): readonly object[] | undefined;
}[] = [
  {
    name: "Prepare management servers",
    group: "mgmtprepared",
    roles: () => [partitionRole("mgmt-server")],
    handlers: ({ release: { roles } }) => (roles === "v0.28.1" ? [persistIptables] : undefined),
  },
  { name: "Have room for the image cache", group: "cachedisks", roles: () => [partitionRole("lvm")] },
  { name: "Give addresses away", group: "dhcpservers", roles: () => [partitionRole("dhcp")] },
  { name: "Hand new switches their keys", group: "ztpservers", roles: () => [partitionRole("ztp")] },
  {
    name: "Keep images near the machines",
    group: "imagecaches",
    roles: (stage) => [...(asksForTokens(stage) ? [metalModules] : []), partitionRole("image-cache")],
  },
];

/** Before v0.30.0 the role calls a handler that it spells otherwise itself, and Ansible stops there. */
const persistIptables = {
  name: "Persist iptables",
  "ansible.builtin.command": "netfilter-persistent save",
  changed_when: true,
};

/** Newer roles make a token of metal-apiserver for each server, from here. */
const havingToken = onController({
  name: "Have a token of metal-apiserver",
  roles: [
    ansibleCommon,
    metalModules,
    { ...commonRole("metal-deployment-token"), tags: ["image-cache"] },
    { ...commonRole("metal-v2-client"), tags: ["image-cache"] },
  ],
});

const sonic = partitionRole("sonic-config", "sonic");

const leaves = (stage: Stage, there: readonly Partition[]) => [
  onSwitches("Configure leaves", switchGroups.leaf, [sonic]),
  onHosts("Let machines boot", "pxe", [partitionRole("dhcp"), partitionRole("pixiecore")]),
  onSwitches("Deploy metal-core", switchGroups.leaf, [partitionRole("metal-core")]),
  waitForSwitches(stage, there),
];

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
      metalModules,
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
