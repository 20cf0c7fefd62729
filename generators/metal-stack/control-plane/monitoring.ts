import { Expression } from "../../../compiler/output/yaml.ts";
import type { Backup } from "../../../compiler/plan/backup.ts";
import { same, valueFrom } from "../jinja.ts";
import type { Topic } from "../topic.ts";
import { issued } from "./routes.ts";

/** Its roles know ingress-nginx only. */
export const monitoring: Topic = {
  name: "monitoring",
  wanted: ({ monitoring }) => monitoring,

  variables: ({ secrets, exposure: { names }, garden, backup, targets }) => ({
    monitoring_grafana_ingress_dns: names.grafana,
    monitoring_grafana_admin_password: valueFrom(secrets.grafana),
    // The role asks for both, and has no default for either.
    monitoring_grafana_github_oauth: {},
    monitoring_grafana_extra_secret_mounts: [],
    monitoring_ingress_grafana_tls: true,
    monitoring_prometheus_ingress_dns: names.prometheus,
    monitoring_alertmanager_ingress_dns: names.alertmanager,
    monitoring_alertmanager_ingress_tls: true,
    monitoring_alertmanager_ingress_basic_auth_password: valueFrom(secrets.alertmanager),
    monitoring_thanos_receive_enabled: true,
    monitoring_thanos_receive_ingress_enabled: true,
    monitoring_thanos_receive_ingress_dns: names.thanos,
    monitoring_thanos_receive_ingress_tls: true,
    monitoring_thanos_receive_ingress_basic_auth_password: valueFrom(secrets["thanos-receive"]),
    monitoring_thanos_object_store_config: backup && new Expression(storeConfig(backup)),
    monitoring_additional_ingress_annotations: issued,
    monitoring_metal_api_url: targets.metal === targets.monitoring ? undefined : `https://${names.api}/metal`,
    monitoring_metal_api_hmac: same("metal_api_view_key"),
    monitoring_rethinkdb_exporter_metal_db_password: same("metal_db_password"),
    monitoring_gardener_seeds: garden ? [] : undefined,
  }),

  comments: {
    monitoring_thanos_object_store_config:
      "Text that Thanos reads as YAML. Left out, metrics stay on their volumes.",
    monitoring_gardener_seeds:
      "A name in it turns on metrics of Gardener, which want a kubeconfig that does not expire: monitoring_virtual_garden_kubeconfig_refresher_static_kubeconfig.",
  },
};

/** A dictionary would be put out in Python's own way. */
const storeConfig = ({ endpoint, region, bucket, accessKey, secretKey, verify }: Backup): string => {
  const { host, protocol } = new URL(endpoint);
  const config = [
    `'bucket': '${bucket}-metrics'`,
    `'endpoint': '${host}'`,
    `'region': '${region}'`,
    `'insecure': ${protocol === "http:"}`,
    `'http_config': {'insecure_skip_verify': ${!verify}}`,
    `'access_key': ${bare(accessKey.expression)}`,
    `'secret_key': ${bare(secretKey.expression)}`,
  ];
  return `{{ {'type': 'S3', 'config': {${config.join(", ")}}} | to_nice_yaml }}`;
};

const bare = (expression: string): string => expression.replace(/^\{\{ (.*) \}\}$/, "$1");
