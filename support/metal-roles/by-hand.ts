/** Facts that no file of metal-roles says plainly: found by running the roles, or by reading their templates. */
interface ByHand {
  /** The role that reads it, where neither defaults nor README name it. */
  readonly role?: string;
  /** Where the default is null. */
  readonly type?: "string" | "int" | "bool" | "list" | "dict" | "any";
  readonly mandatory?: boolean;
  readonly secret?: boolean;
  readonly holdsSecrets?: boolean;
}

const metal = "control-plane/roles/metal";
const operator = "control-plane/roles/gardener-operator";
const logging = "control-plane/roles/logging";
const sonicConfig = "partition/roles/sonic-config";

const text: ByHand = { type: "string" };
const wanted: ByHand = { type: "string", mandatory: true };
const secretText: ByHand = { type: "string", secret: true };

export const byHand: Readonly<Record<string, ByHand>> = {
  metal_stack_release_version: { ...wanted, role: metal },
  // Asserted by nobody; without it host names begin with "api.None".
  metal_control_plane_ingress_dns: wanted,
  metal_control_plane_gateway_dns: text,
  metal_api_ingress_dns: { role: metal },
  metal_api_grpc_certs_ca_cert: wanted,
  metal_api_grpc_certs_server_cert: wanted,
  metal_api_grpc_certs_server_key: wanted,
  metal_masterdata_api_tls_ca: text,
  metal_masterdata_api_tls_cert: text,
  metal_masterdata_api_tls_cert_key: text,
  metal_masterdata_api_tls_client_cert: text,
  metal_masterdata_api_tls_client_key: text,
  metal_apiserver_session_secret: text,
  metal_apiserver_tokens: { secret: true },
  nsq_certs_ca_cert: text,
  nsq_certs_client_cert: text,
  nsq_certs_client_key: text,
  headscale_private_key: { ...wanted, role: "control-plane/roles/headscale" },
  headscale_noise_private_key: wanted,
  zitadel_external_domain: text,
  metal_deployment_token_secret_key: { secret: false },
  metal_deployment_admin_token: { role: "partition/roles/defaults", secret: true },

  logging_ingress_loki_basic_auth_password: { ...wanted, role: logging },
  logging_alloy_loki_write_endpoints: { role: logging, type: "list", holdsSecrets: true },
  logging_alloy_config_raw: { role: logging },
  logging_alloy_prometheus_wal_max_keepalive_time: { role: logging },
  logging_alloy_prometheus_wal_truncate_frequency: { role: logging },
  logging_alloy_prometheus_write_endpoints: { role: logging },
  logging_common_alloy_cluster_label: { mandatory: true },
  logging_common_alloy_kubeconfig: { secret: true },
  monitoring_grafana_github_oauth: { secret: true },
  monitoring_slack_api_url: { secret: true },
  monitoring_thanos_object_store_config: { type: "string", holdsSecrets: true },
  monitoring_prometheus_storage_spec: text,

  metal_control_plane_host_provider: { ...wanted, role: operator },
  gcp_cluster_name: { role: operator },
  gcp_region: { role: operator },
  gardener_operator_ingress_dns_domain: wanted,
  gardener_operator_backup_infrastructure: { type: "dict" },
  gardener_operator_backup_infrastructure_secret: { type: "dict", secret: true },
  gardener_operator_dns_providers: { type: "list", holdsSecrets: true },
  gardener_operator_wildcard_ingress_certificate_cluster_issuer: text,
  gardener_extension_shoot_cert_service_issuer_email: text,
  gardener_extension_provider_metal_additional_network_policies: { type: "dict" },
  gardener_extension_provider_metal_etcd_storage_class_name: text,
  gardener_cloud_profile_kubernetes: { type: "dict" },
  gardener_cloud_profile_regions: { type: "list" },
  gardener_gardenlet_default_dns_domain: text,
  gardener_gardenlet_default_dns_provider: text,
  gardener_gardenlet_default_dns_credentials: { type: "dict", secret: true },
  gardener_gardenlets: { type: "list", holdsSecrets: true },
  gardener_managed_seeds: { type: "list", holdsSecrets: true },
  gardener_managed_seed_default_dns_domain: text,
  gardener_managed_seed_default_dns_provider: text,
  gardener_shoot_default_metal_api_hmac: secretText,
  gardener_logging_alloy_loki_write_endpoints: { type: "list", holdsSecrets: true },
  gardener_monitoring_certs_certificate_cluster_issuer: wanted,
  gardener_monitoring_certs_ingress_domain: wanted,

  metal_partition_id: text,
  metal_partition_timezone: text,
  metal_partition_metal_api_addr: text,
  metal_partition_mgmt_gateway: text,
  metal_bmc_bmc_superuser: text,
  metal_bmc_bmc_superuser_pwd: secretText,
  metal_bmc_nsqd_addr: text,
  ensure_started: { role: "partition/roles/metal-bmc" },
  asn: { type: "int", mandatory: true, role: "partition/roles/metal-core" },
  lo: { ...wanted, role: "partition/roles/metal-core" },
  metal_core_cidr: wanted,
  metal_core_rack_id: text,
  pixiecore_api_host: text,
  sonic_config_asn: { type: "int", role: sonicConfig },
  sonic_config_loopback_address: { ...wanted, role: sonicConfig },
  sonic_config_extended_cacl: { role: sonicConfig },
  sonic_config_frr_prefixlists: { role: sonicConfig },
  sonic_config_ports: { type: "dict" },
  mgmt_server_asn: { type: "int" },
  mgmt_server_router_id: text,
  // What the template of v0.28.1 reads in the place of it.
  mgmt_server_routerid: { ...wanted, role: "partition/roles/mgmt-server" },
  mgmt_server_metal_ssh_privkey: secretText,
  mgmt_server_metal_ssh_pubkey: text,
  mgmt_server_spine_facing_interface: text,
  mgmt_server_metal_ssh_groups: { type: "list" },
  lvm_vg: text,
  lvm_pvs: { type: "list" },
  lvm_lvs: { type: "list" },
  ztp_authorized_keys: { type: "list" },
  image_cache_backend_hosts: { type: "list" },
  // Nothing reads it but an assert that a missing name passes.
  image_cache_sync_metal_apiserver_token: { role: "partition/roles/image-cache", mandatory: false },
  alloy_loki_write_endpoints: { role: "partition/roles/alloy", type: "list", holdsSecrets: true },
  alloy_journal_legacy_position_name: { role: "partition/roles/alloy" },
  prometheus_remote_write: { type: "list", holdsSecrets: true },
};

/** Successors that no role names by itself. */
export const replacements: Readonly<Record<string, readonly string[]>> = {
  gardener_dns_domain: ["gardener_gardenlet_default_dns_domain"],
  gardener_dns_provider: ["gardener_gardenlet_default_dns_provider"],
  gardener_backup_infrastructure: ["gardener_operator_backup_infrastructure", "gardener_gardenlets"],
  gardener_backup_infrastructure_secret: [
    "gardener_operator_backup_infrastructure_secret",
    "gardener_gardenlets",
  ],
  gardener_soil_name: ["gardener_gardenlets"],
  gardener_shooted_seeds: ["gardener_shoots", "gardener_managed_seeds"],
  gardener_virtual_api_server_public_dns: ["gardener_operator_virtual_garden_public_dns"],
  monitoring_thanos_receive_ingress_basic_auth: [
    "monitoring_thanos_receive_ingress_basic_auth_user",
    "monitoring_thanos_receive_ingress_basic_auth_password",
  ],
  monitoring_gardener_virtual_garden_kubeconfig: [
    "monitoring_virtual_garden_kubeconfig_refresher_static_kubeconfig",
  ],
  ...Object.fromEntries(
    [
      "issuer_url",
      "client_id",
      "username_claim",
      "username_prefix",
      "groups_claim",
      "groups_prefix",
      "ca",
    ].map((word) => [
      `gardener_operator_virtual_garden_oidc_${word}`,
      ["gardener_operator_virtual_garden_api_server_structured_authentication"],
    ]),
  ),
  image_cache_sync_metal_api_endpoint: ["metal_apiserver_url"],
  image_cache_sync_metal_api_view_hmac: ["image_cache_sync_deployment_admin_token"],
};
