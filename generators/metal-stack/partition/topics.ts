import { Expression } from "../../../compiler/output/yaml.ts";
import { valueFrom } from "../jinja.ts";
import { textOf } from "../learned.ts";
import type { Variables } from "../topic.ts";
import type { Kind } from "./groups.ts";
import { imageCache } from "./image-cache.ts";
import { managementServers, ztp } from "./management-servers.ts";
import { metalApiOf } from "./metal-api.ts";
import { monitoring } from "./monitoring.ts";
import type { PartitionTopic } from "./topic.ts";

/** Certificates are made in the play before, on the controller. */
const made = (variable: string): Expression => new Expression(`{{ hostvars['localhost']['${variable}'] }}`);

const common: PartitionTopic = {
  name: "common",

  variables: ({ id, timezone, management }, stage) => {
    const api = metalApiOf(stage);
    return {
      metal_partition_id: id,
      metal_partition_timezone: timezone,
      metal_partition_mgmt_gateway: management.gateway,
      metal_partition_metal_api_protocol: api.protocol,
      metal_partition_metal_api_addr: api.host,
      metal_partition_metal_api_port: api.port,
      metal_partition_metal_api_basepath: "/metal/",
      metal_partition_metal_api_hmac_view_key: valueFrom(stage.secrets["metal-view"]),
      metal_partition_metal_api_hmac_edit_key: valueFrom(stage.secrets["metal-edit"]),
      metal_partition_metal_api_grpc_address: `${stage.exposure.names.api}:50051`,
      metal_partition_metal_api_grpc_ca_cert: made("metal_partition_metal_api_grpc_ca_cert"),
      metal_partition_metal_api_grpc_client_cert: made("metal_partition_metal_api_grpc_client_cert"),
      metal_partition_metal_api_grpc_client_key: made("metal_partition_metal_api_grpc_client_key"),
    };
  },

  learns: ({ metal_partition_id, metal_partition_timezone }) => ({
    needle: {
      partition: { id: textOf(metal_partition_id), timezone: textOf(metal_partition_timezone) },
    },
  }),

  comments: {
    metal_partition_metal_api_protocol:
      "Nothing here knows a private certificate authority, so with one it is HTTP in the management network.\nRequests are signed in either case. With ACME it is HTTPS.",
    metal_partition_metal_api_basepath: "The default is /, and metal-api is not there.",
    metal_partition_metal_api_hmac_view_key:
      "The same as metal_api_view_key and metal_api_edit_key of the control plane.",
    metal_partition_metal_api_grpc_ca_cert: "Made by the role certificates at the beginning of the playbook.",
  },
};

const bmc: PartitionTopic = {
  name: "metal_bmc",

  variables: (_partition, { secrets, exposure }) => ({
    metal_bmc_bmc_superuser: "root",
    metal_bmc_bmc_superuser_pwd: valueFrom(secrets["bmc-superuser"]),
    metal_bmc_nsqd_addr: `${exposure.names.nsq}:4150`,
    metal_bmc_nsqd_ca_cert: made("metal_bmc_nsqd_ca_cert"),
    metal_bmc_nsqd_client_cert: made("metal_bmc_nsqd_client_cert"),
    metal_bmc_nsqd_client_cert_key: made("metal_bmc_nsqd_client_cert_key"),
    metal_bmc_console_ca_cert: made("metal_bmc_console_ca_cert"),
    metal_bmc_console_cert: made("metal_bmc_console_cert"),
    metal_bmc_console_key: made("metal_bmc_console_key"),
  }),

  comments: {
    metal_bmc_bmc_superuser_pwd: "The same as metal_api_bmc_superuser_pwd of the control plane.",
  },
};

const sonic: PartitionTopic = {
  name: "sonic",

  variables: ({ timezone, management, nameservers }, _stage, { dns, hosts }) => ({
    sonic_config_timezone: timezone,
    sonic_config_nameservers: nameservers ?? dns.replicas,
    sonic_config_ntp: {
      servers: hosts.filter(({ role }) => role === "control-plane").map(({ address }) => address),
    },
    sonic_config_ssh_sourceranges: [management.cidr],
    sonic_config_docker_routing_config_mode: "split-unified",
  }),

  comments: {
    sonic_config_nameservers:
      "Left out of the spec, it is the needle's DNS, which knows its own zones and nothing of the internet.",
  },
};

export const partitionTopics: readonly PartitionTopic[] = [
  common,
  bmc,
  sonic,
  managementServers,
  ztp,
  imageCache,
  monitoring,
];

/** What hosts that do the same have, in all partitions: metal-core writes the leaves' FRR, a role that of the others. */
export const kindVariables: Readonly<Partial<Record<Kind, Variables>>> = {
  leaves: {
    dhcp_listening_interfaces: ["Vlan4000"],
    sonic_config_frr_render: false,
    sonic_config_vtep: { enabled: true },
  },
  spines: { sonic_config_frr_l2vpn_evpn: true },
  exits: { sonic_config_frr_l2vpn_evpn: true },
};
