import { Expression } from "../../../compiler/output/yaml.ts";
import { hostsIn } from "../../../compiler/plan/chain/extra-vars.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Partition } from "../../../compiler/plan/partition.ts";
import { isPrivate } from "../control-plane/zitadel.ts";
import { same, valueFrom } from "../jinja.ts";
import type { Variables } from "../topic.ts";
import { isWatched, kindGroupOf, kindsIn } from "./groups.ts";
import type { PartitionTopic } from "./topic.ts";

/** Folders that the roles give to Alloy and to Prometheus, with what signs the names in front of them where it is private. */
export const authority = { folders: ["/etc/alloy", "/etc/prometheus"], file: "authority.pem" } as const;

/** Where each of them answers: the roles' own ports. */
const ports = { node: 9100, sonic: 9101, alloy: 12_345, blackbox: 9115, metalCore: 2112 } as const;

/** Metrics are looked at here and kept by the stage's own monitoring; logs go there at once. */
export const monitoring: PartitionTopic = {
  name: "monitoring",
  wanted: isWatched,

  variables: (partition, stage, { dns }) => {
    const { secrets, exposure, certificates } = stage;
    const own = isPrivate(certificates);
    return {
      ...(own ? { alloy_config_raw: configOf(stage) } : lokiOf(stage)),
      monitoring_ipmi_bmc_superuser: same("metal_bmc_bmc_superuser"),
      monitoring_ipmi_bmc_superuser_pwd: same("metal_bmc_bmc_superuser_pwd"),
      ...mirrored(stage),
      ...targetsOf(partition),
      prometheus_hosts_content: hostsFile(partition),
      prometheus_haproxy_enabled: partition.imageCache !== undefined,
      prometheus_blackbox_exporter_dns: (partition.nameservers ?? dns.replicas)[0],
      prometheus_blackbox_exporter_icmp_groups: kindsIn(partition).map((kind) =>
        kindGroupOf(partition, kind),
      ),
      prometheus_remote_write_basic_auth_password: valueFrom(secrets["thanos-receive"]),
      prometheus_remote_write: [
        {
          url: `https://${exposure.names.thanos}/api/v1/receive`,
          basic_auth: {
            username: "thanos-receive",
            password: same("prometheus_remote_write_basic_auth_password"),
          },
          ...(own && { tls_config: { ca_file: `${authority.folders[1]}/${authority.file}` } }),
        },
      ],
      // Its words have no place for a certificate authority.
      ...(!own && {
        prometheus_alertmanager_target: `${exposure.names.alertmanager}:443`,
        prometheus_alertmanager_basic_auth_password: valueFrom(secrets.alertmanager),
      }),
    };
  },

  comments: {
    alloy_config_raw:
      "What the role's own snippet `journal` does, with the private certificate authority, for which it has no word.",
    prometheus_hosts_content: "/etc/hosts of Prometheus: its targets are named, and so are the metrics.",
    prometheus_remote_write: "The partition keeps six hours.",
  },
};

const lokiOf = ({ secrets, exposure }: Stage): Variables => ({
  alloy_config_snippets: ["journal"],
  alloy_loki_write_endpoints: [
    { url: pushTo(exposure), basic_auth: { username: loggingUser, password: valueFrom(secrets.loki) } },
  ],
});

/** The stage's own logging_ingress_loki_basic_auth_user. */
export const loggingUser = "alloy";

const pushTo = ({ names }: Stage["exposure"]): string => `https://${names.loki}/loki/api/v1/push`;

/** Alloy's own language. Whatever a password holds, JSON's quotes are Alloy's. */
const configOf = ({ secrets, exposure }: Stage): Expression =>
  new Expression(`logging {
  level = "info"
  format = "logfmt"
}
loki.write "default" {
  external_labels = {
    host = "{{ inventory_hostname }}",
    partition = "{{ metal_partition_id }}",
  }
  endpoint {
    url = "${pushTo(exposure)}"
    basic_auth {
      username = "${loggingUser}"
      password = ${secrets.loki.expression.replace(/^\{\{ (.*) \}\}$/, "{{ $1 | to_json }}")}
    }
    tls_config {
      ca_file = "${authority.folders[0]}/${authority.file}"
    }
  }
}
loki.relabel "journal" {
  forward_to = []
  rule {
    source_labels = ["__journal__systemd_unit"]
    target_label = "unit"
  }
  rule {
    source_labels = ["__journal_priority_keyword"]
    target_label = "level"
  }
}
loki.source.journal "default" {
  labels = { job = "systemd-journal" }
  relabel_rules = loki.relabel.journal.rules
  forward_to = [loki.write.default.receiver]
}
`);

/** Images that no release vector names, from the registries' copies. */
function mirrored({ release: { registries } }: Stage): Variables {
  const images = {
    monitoring_node_exporter_image_name: ["docker.io", "prom/node-exporter"],
    monitoring_ipmi_exporter_image_name: ["docker.io", "prometheuscommunity/ipmi-exporter"],
    monitoring_blackbox_exporter_image_name: ["quay.io", "prometheus/blackbox-exporter"],
    monitoring_sonic_exporter_image_name: ["ghcr.io", "metal-stack/sonic-exporter"],
  } as const;
  return Object.fromEntries(
    Object.entries(images).flatMap(([name, [registry, image]]) =>
      registries[registry] === undefined ? [] : [[name, `${registries[registry]}/${image}`]],
    ),
  );
}

function targetsOf(partition: Partition): Variables {
  const at = (hosts: readonly string[], port: number) => hosts.map((host) => `${host}:${port}`);
  const all = hostsIn(partition, "all");
  const switches = partition.switches.map(({ name }) => name);
  return {
    prometheus_node_exporter_targets: at(all, ports.node),
    prometheus_alloy_targets: at(all, ports.alloy),
    prometheus_sonic_exporter_targets: at(switches, ports.sonic),
    prometheus_metal_core_targets: at(hostsIn(partition, "leaves"), ports.metalCore),
    prometheus_blackbox_exporter_targets: at(partition.monitors, ports.blackbox),
  };
}

const hostsFile = ({ switches, managementServers }: Partition): string =>
  [
    "127.0.0.1 localhost",
    "::1 localhost",
    ...[...managementServers, ...switches].map(({ address, name }) => `${address} ${name}`),
    "",
  ].join("\n");
