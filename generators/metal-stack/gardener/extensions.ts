import { flagOf, orNothing, textOf } from "../learned.ts";
import type { GardenTopic } from "./garden-topic.ts";

/** Registered for the garden's cluster and for every seed. */
export const extensions: GardenTopic = {
  name: "gardener/extensions",

  variables: ({ extensions, highAvailability }, { email, certificates, exposure }) => ({
    gardener_extension_provider_gcp_enabled: false,
    gardener_extension_backup_s3_enabled: true,
    gardener_extension_dns_powerdns_enabled: true,
    gardener_extension_csi_driver_lvm_enabled: extensions.csiDriverLvm,
    gardener_extension_acl_enabled: extensions.acl,
    gardener_extension_audit_enabled: extensions.audit,
    gardener_extension_networking_cilium_enabled: extensions.cilium,
    gardener_extension_shoot_cert_service_enabled: extensions.shootCert,
    gardener_extension_shoot_cert_service_issuer_email: extensions.shootCert ? email : undefined,
    gardener_extension_shoot_cert_service_issuer_server:
      extensions.shootCert && certificates.kind === "acme" ? certificates.server : undefined,
    gardener_extension_provider_metal_admission_replicas: highAvailability ? 2 : 1,
    gardener_extension_provider_metal_additional_network_policies:
      exposure.kind === "nginx" ? { ingress_controller: { enabled: true } } : undefined,
  }),

  learns: (variables) => {
    const said = (name: string) => flagOf(variables[`gardener_extension_${name}_enabled`]);
    const extensions = orNothing({
      acl: said("acl"),
      audit: said("audit"),
      cilium: said("networking_cilium"),
      csiDriverLvm: said("csi_driver_lvm"),
      shootCert: said("shoot_cert_service"),
    });
    const email = textOf(variables["gardener_extension_shoot_cert_service_issuer_email"]);
    return {
      needle: { metalStack: { email }, gardener: extensions && { extensions } },
    };
  },

  comments: {
    gardener_extension_provider_gcp_enabled: "On by default.",
    gardener_extension_shoot_cert_service_enabled: "On by default, and then it wants an ACME account.",
    gardener_extension_provider_metal_additional_network_policies:
      "The extension reaches metal-api through the ingress controller of the same cluster.",
  },
};
