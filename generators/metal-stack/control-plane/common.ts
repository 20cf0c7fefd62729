import { folderOf, kubeconfigsOf } from "../kubeconfigs.ts";
import { flagOf, textOf } from "../learned.ts";
import type { Topic } from "../topic.ts";

export const common: Topic = {
  name: "common",

  variables: (stage, plan) => ({
    metal_control_plane_provider_tenant: stage.tenant,
    metal_control_plane_stage_name: stage.name,
    metal_control_plane_ingress_dns: stage.exposure.domain,
    metal_control_plane_gateway_dns: stage.exposure.domain,
    metal_control_plane_namespace: "metal-control-plane",
    metal_control_plane_host_provider: "metal",
    monitoring_enabled: stage.monitoring,
    gardener_enabled: stage.garden !== undefined,
    needle_folder: folderOf(plan.name),
    needle_kubeconfigs: kubeconfigsOf(stage, plan),
  }),

  learns: (variables) => {
    const stage = textOf(variables["metal_control_plane_stage_name"]);
    const names =
      textOf(variables["metal_control_plane_ingress_dns"]) ??
      textOf(variables["metal_control_plane_gateway_dns"]);
    const prefix = `${stage}.`;
    return {
      domain: names?.startsWith(prefix) ? names.slice(prefix.length) : names,
      needle: {
        metalStack: {
          stage,
          tenant: textOf(variables["metal_control_plane_provider_tenant"]),
          monitoring: flagOf(variables["monitoring_enabled"]),
        },
        gardener: variables["gardener_enabled"] === true ? {} : undefined,
      },
    };
  },

  comments: {
    metal_control_plane_stage_name:
      "Backups and the Garden have this name. Needle and nail must differ in it, or they overwrite each other's backups.",
    metal_control_plane_gateway_dns:
      "With ingress-nginx, too: the chart is given the names of routes that are off.",
    metal_control_plane_host_provider:
      "Gardener looks for the cluster's networks in the ConfigMap kube-system/shoot-info.",
    monitoring_enabled: "Playbooks ask for these two before the roles' own defaults are known.",
    needle_folder: "On the controller: kubeconfigs, and the certificate of the DNS API. Not to be committed.",
  },
};
