/**
 * Variables of mini-lab's inventory, by file below group_vars: metal-stack/mini-lab at c3279864 (2026-07-01), names only.
 * A checkout named by MINI_LAB is read instead.
 */
export const miniLab: Readonly<Record<string, string>> = {
  "all/ci":
    "github_runner_token metal_registry_auth_enabled metal_registry_auth_password metal_registry_auth_user",
  "all/control_plane":
    "helm_additional_params metal_api_bmc_superuser_pwd metal_control_plane_image_pull_policy metal_control_plane_ingress_dns metal_control_plane_namespace metal_control_plane_provider_tenant metal_control_plane_stage_name",
  "all/monitoring": "monitoring_enabled",
  "all/release_vector": "metal_stack_release_vectors metal_stack_release_version",
  "control_plane/auditing":
    "auditing_timescaledb_backup_restore_sidecar_object_max_keep auditing_timescaledb_resources auditing_timescaledb_storage_size",
  "control_plane/gardener/cloud_profile":
    "gardener_cloud_profile_firewall_controller_versions gardener_cloud_profile_firewall_images_from_machine_images gardener_cloud_profile_kubernetes gardener_cloud_profile_machine_types gardener_cloud_profile_metal_api_hmac gardener_cloud_profile_partitions gardener_cloud_profile_regions",
  "control_plane/gardener/extensions":
    "gardener_extension_backup_s3_enabled gardener_extension_dns_powerdns_additional_network_policies gardener_extension_dns_powerdns_enabled gardener_extension_shoot_cert_service_issuer_email",
  "control_plane/gardener/gardener": "gardener_enabled",
  "control_plane/gardener/gardenlet":
    "gardener_gardenlet_default_dns_credentials gardener_gardenlet_default_dns_domain gardener_gardenlet_default_dns_provider gardener_gardenlets",
  "control_plane/gardener/operator":
    "gardener_operator_backup_infrastructure gardener_operator_backup_infrastructure_secret gardener_operator_dns_providers gardener_operator_expose_virtual_garden_through_ingress_nginx gardener_operator_high_availability_control_plane gardener_operator_ingress_dns_domain gardener_operator_patch_istio_ingress_gateway_service_ip",
  "control_plane/headscale":
    "headscale_db_password headscale_db_resources headscale_db_storage_size headscale_ipv6_prefix headscale_noise_private_key headscale_private_key headscale_tls",
  "control_plane/ingress": "ingress_tcp_service_exposals",
  "control_plane/ipam_db":
    "ipam_db_backup_restore_sidecar_object_max_keep ipam_db_backup_restore_sidecar_provider ipam_db_resources ipam_db_storage_size",
  "control_plane/kamaji": "kamaji_enabled",
  "control_plane/logging":
    "logging_alloy_cluster_label logging_alloy_enabled logging_alloy_loki_write_endpoints logging_alloy_service_monitor_enabled logging_ingress_dns logging_ingress_loki_tls logging_promtail_enabled",
  "control_plane/masterdata_db":
    "masterdata_db_backup_restore_sidecar_object_max_keep masterdata_db_backup_restore_sidecar_provider masterdata_db_resources masterdata_db_storage_size",
  "control_plane/metal":
    "metal_api_admin_key metal_api_edit_key metal_api_grpc_certs_ca_cert metal_api_grpc_certs_client_cert metal_api_grpc_certs_client_key metal_api_grpc_certs_server_cert metal_api_grpc_certs_server_key metal_api_headscale_control_plane_address metal_api_headscale_enabled metal_api_headscale_tls metal_api_images metal_api_ips metal_api_networks metal_api_nsq_tcp_address metal_api_partitions metal_api_pdb_min_available metal_api_replicas metal_api_sizes metal_api_view_key metal_apiserver_enabled metal_apiserver_oidc_discovery_url metal_apiserver_oidc_end_session_url metal_apiserver_pdb_min_available metal_apiserver_secure_cookie metal_apiserver_url metal_auditing_timescaledb_enabled metal_check_api_health_endpoint metal_console_enabled metal_masterdata_api_port metal_masterdata_api_projects metal_masterdata_api_tenants metal_masterdata_api_tls_ca metal_masterdata_api_tls_cert metal_masterdata_api_tls_cert_key metal_masterdata_api_tls_client_cert metal_masterdata_api_tls_client_key metal_set_resource_limits",
  "control_plane/metal_db":
    "metal_db_backup_restore_sidecar_object_max_keep metal_db_backup_restore_sidecar_provider metal_db_expose_frontend metal_db_resources metal_db_storage_size",
  "control_plane/metal_fsl": "metal_api_filesystemlayouts",
  "control_plane/minio": "minio_dns_name minio_root_password minio_root_user",
  "control_plane/monitoring":
    "event_exporter_enabled monitoring_grafana_extra_secret_mounts monitoring_grafana_github_oauth monitoring_ingress_grafana_tls monitoring_prometheus_core_dns_enabled monitoring_thanos_receive_enabled monitoring_thanos_receive_ingress_enabled monitoring_thanos_receive_size",
  "control_plane/nsq":
    "nsq_broadcast_address nsq_certs_ca_cert nsq_certs_client_cert nsq_certs_client_key nsq_log_level nsq_set_resource_limits nsq_tls_enabled",
  "control_plane/powerdns":
    "powerdns_api_dns_name powerdns_api_key powerdns_load_balancer_dns_name powerdns_mariadb_password powerdns_mariadb_username powerdns_webserver_password powerdns_zones",
  "control_plane/valkey": "valkey_replicas",
  "control_plane/zitadel":
    "zitadel_endpoint zitadel_external_domain zitadel_ingress_dns zitadel_init_config zitadel_insecure zitadel_port zitadel_skip_verify_tls",
  dell_sonic:
    "dhcp_listening_interfaces metal_core_log_driver metal_core_pxe_vlan_id metal_core_spine_uplinks",
  "leaves/alloy": "alloy_config_snippets",
  "leaves/main":
    "dhcp_listening_interfaces metal_core_cidr_mask metal_core_spine_uplinks sonic_config_docker_routing_config_mode sonic_config_frr_render sonic_config_loopback_address sonic_config_mgmt_interface sonic_config_mgmt_vrf sonic_config_nameservers sonic_config_ntp sonic_config_vlans sonic_config_vtep",
  "partition/alloy": "alloy_loki_write_endpoints",
  "partition/common":
    "metal_partition_id metal_partition_metal_api_addr metal_partition_metal_api_basepath metal_partition_metal_api_grpc_address metal_partition_metal_api_grpc_ca_cert metal_partition_metal_api_grpc_client_cert metal_partition_metal_api_grpc_client_key metal_partition_metal_api_hmac_edit_key metal_partition_metal_api_hmac_view_key metal_partition_metal_api_port metal_partition_metal_api_protocol metal_partition_mgmt_gateway metal_partition_timezone",
  "partition/metal_core": "metal_core_consider_hosts_file_resolution metal_core_log_level metal_core_rack_id",
  "partition/monitoring":
    "monitoring_alloy_port monitoring_blackbox_exporter_port monitoring_ipmi_bmc_superuser_pwd monitoring_node_exporter_port monitoring_sonic_exporter_port",
  "partition/pixiecore": "pixiecore_api_host",
  "partition/prometheus":
    "prometheus_alloy_targets prometheus_blackbox_exporter_metal_api_probe_url prometheus_blackbox_exporter_targets prometheus_haproxy_enabled prometheus_hosts_content prometheus_ipmi_exporter_targets prometheus_node_exporter_targets prometheus_remote_write prometheus_sonic_exporter_targets",
  "partition/router": "router_nameservers",
};
