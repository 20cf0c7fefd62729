import type { Stage } from "../../chain.ts";

/** Variables that metal-roles do not read: playbooks, and Ansible's module for release vectors, do. */
export const ownVariables: ReadonlySet<string> = new Set([
  "gardener_enabled",
  "metal_roles_version",
  "metal_stack_release_vectors",
  "monitoring_enabled",
  "needle_kubeconfigs",
  "needle_folder",
  "needle_openings",
  "needle_secrets",
  "needle_shoots_on_managed_seeds",
]);

/** Keys of a stage that decide what needle says, by names of variables; the first that fits. */
const words: readonly (readonly [names: RegExp, key: string])[] = [
  [/^metal_stack_release_version$/, "metalStack.release"],
  [/^metal_roles_version$/, "metalStack.roles"],
  [/^metal_stack_release_vectors$/, "metalStack.mirror"],
  [/^metal_control_plane_stage_name$/, "metalStack.stage"],
  [/^metal_control_plane_provider_tenant$|_tenants$/, "metalStack.tenant"],
  [/^metal_masterdata_api_projects$/, "metalStack.projects"],
  [/_issuer_email$/, "metalStack.email"],
  [/_backup_restore_sidecar_|_backup_infrastructure|_object_store_config$/, "backup.objectStore"],
  [/auditing/, "metalStack.auditing"],
  [/_(password|pwd|hmac|hmac_key|master_key|private_key|view_key|edit_key|admin_key)$/, "metalStack.secrets"],
  [/^monitoring_(ipmi|node_exporter|blackbox_exporter|sonic_exporter)/, "partition"],
  [/^(monitoring|logging)_/, "metalStack.monitoring"],
  [/_(ingress|httproute|tcproute|gateway)(_|$)/, "ingress"],
  [/^gardener_extension_/, "gardener.extensions"],
  [/^gardener_cloud_profile_(kubernetes|regions)$/, "gardener"],
  [/^gardener_cloud_profile_/, "partition"],
  [/^gardener_(shoot|managed_seed)s$/, "clusters"],
  [/^gardener_projects$/, "gardener.projects"],
  [/^gardener_/, "gardener"],
  [/^metal_api_(images|sizes|networks|filesystemlayouts|partitions|ips)$/, "partition"],
  [
    /^(metal_partition|sonic_config|metal_core|pixiecore|dhcp|mgmt_server|image_cache|ztp|lvm|alloy|prometheus)_|^(lo|asn)$/,
    "partition",
  ],
];

/** The key of the spec that decides a variable, where one does. */
export function wordOf(name: string, kind: Stage["kind"]): string | undefined {
  const key = words.find(([names]) => names.test(name))?.[1];
  if (key === "clusters") return "nail.clusters";
  return key && `${kind}.${key === "partition" && kind === "nail" ? "partitions" : key}`;
}
