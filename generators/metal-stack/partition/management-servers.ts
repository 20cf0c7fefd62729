import { Expression } from "../../../compiler/output/yaml.ts";
import type { Release } from "../../../compiler/plan/chain.ts";
import { groupOf } from "./groups.ts";
import type { PartitionTopic } from "./topic.ts";

/** A copy in a folder of a registry is none that Docker could take for all of Docker Hub. */
const mirrorOf = ({ registries: { "docker.io": mirror } }: Release): string | undefined =>
  mirror === undefined || mirror.includes("/") ? undefined : `https://${mirror}`;

/** Docker, FRR and ssh on hosts that nobody else has prepared. */
export const managementServers: PartitionTopic = {
  name: "mgmt_server",
  wanted: ({ managementServers }) => managementServers.some(({ prepare }) => prepare),

  variables: (partition, { release }, { dns }) => ({
    mgmt_server_nameservers: partition.nameservers ?? dns.replicas,
    mgmt_server_dns_over_tls: false,
    mgmt_server_metal_ssh_groups: new Expression(`{{ groups['${groupOf(partition)}'] }}`),
    mgmt_server_registry_mirror: mirrorOf(release),
  }),

  comments: {
    mgmt_server_nameservers: "The default is a public service.",
    mgmt_server_metal_ssh_groups: "Names in /etc/hosts and in ssh's configuration: those of this partition.",
  },
};

/** What a new switch asks for at its first start. */
export const ztp: PartitionTopic = {
  name: "ztp",
  wanted: ({ ztp, managementServers }) => ztp && managementServers.length > 0,

  variables: ({ ssh: { key, authorized }, switches }) => ({
    ztp_authorized_keys: [...(key === undefined ? [] : [key]), ...authorized],
    ztp_admin_user: switches[0]?.user,
  }),

  comments: {
    ztp_authorized_keys: "Of the management servers, and of those who run the playbooks.",
  },
};
