import type { Stage } from "../../../compiler/plan/chain.ts";
import { same, valueFrom } from "../jinja.ts";
import type { Topic, Variables } from "../topic.ts";
import { attached, issued, listeners, redirected } from "./routes.ts";
import { isPrivate } from "./zitadel.ts";

/** metal-api and metal-apiserver. Certificates come from the role certificates. */
export const metal: Topic = {
  name: "metal",

  variables: (stage) => {
    const { secrets, certificates, exposure } = stage;
    const { names } = exposure;
    return {
      metal_check_api_health_endpoint: `https://${names.api}/metal/v1/health`,
      metal_api_nsq_tcp_address: `${names.nsq}:4150`,
      metal_api_view_key: valueFrom(secrets["metal-view"]),
      metal_api_edit_key: valueFrom(secrets["metal-edit"]),
      metal_api_admin_key: valueFrom(secrets["metal-admin"]),
      metal_api_bmc_superuser_pwd: valueFrom(secrets["bmc-superuser"]),
      metal_api_db_password: same("metal_db_password"),
      metal_ipam_db_password: same("ipam_db_password"),
      metal_masterdata_api_db_password: same("masterdata_db_password"),
      metal_tenant_apiserver_db_password: same("masterdata_db_password"),
      metal_masterdata_api_hmac: valueFrom(secrets["masterdata-hmac"]),
      metal_apiserver_enabled: true,
      metal_apiserver_url: `https://${names.v2}`,
      metal_apiserver_session_secret: valueFrom(secrets.session),
      metal_apiserver_oidc_discovery_url: `https://${names.auth}/.well-known/openid-configuration`,
      metal_apiserver_oidc_end_session_url: `https://${names.auth}/oidc/v1/end_session`,
      metal_apiserver_tls_skip_verify: isPrivate(certificates) || undefined,
      metal_api_headscale_enabled: true,
      metal_api_headscale_tls: isPrivate(certificates) ? false : undefined,
      metal_api_headscale_control_plane_address: `${isPrivate(certificates) ? "http" : "https"}://${names.headscale}`,
      metal_ingress_dns: names.api,
      metal_ingress_v2_dns: names.v2,
      ...(stage.targets.metal.nodes === 1 && alone),
      ...(exposure.kind === "gateway" ? routesOf(stage) : { metal_ingress: ingress }),
    };
  },

  learns: ({ metal_api_httproute_enabled }) => ({
    needle: { ingress: { kind: metal_api_httproute_enabled === true ? undefined : "nginx" } },
  }),

  comments: {
    metal_check_api_health_endpoint: "The default reads a variable that nobody sets.",
    metal_api_view_key: "Partitions have view and edit, Gardener has admin.",
    metal_api_db_password: "The databases' own passwords; each is said once.",
    metal_apiserver_session_secret: "metal-roles v0.32.0 and newer refuse to go on without it.",
    metal_api_replicas:
      "One node: copies are of no use, and what has one copy must not keep the node from being updated.",
    metal_apiserver_tls_skip_verify:
      "metal-apiserver asks for it to reach Zitadel: it does not know the private certificate authority.",
  },
};

const alone = {
  metal_api_replicas: 1,
  metal_api_pdb_enabled: false,
  metal_apiserver_replicas: 1,
  metal_apiserver_pdb_enabled: false,
  metal_tenant_apiserver_replicas: 1,
  metal_tenant_apiserver_pdb_enabled: false,
  metal_masterdata_api_pdb_enabled: false,
  metal_ipam_pdb_enabled: false,
} as const;

const ingress = { tls: { enabled: true }, annotations: issued } as const;

/** Machines' side speaks HTTP where the certificate authority is private: so that is not redirected. */
function routesOf({ certificates, exposure: { names } }: Stage): Variables {
  const own = isPrivate(certificates);
  return {
    metal_deploy_ingress: false,
    metal_api_httproute_enabled: true,
    metal_api_httproute_hostnames: [names.api],
    metal_api_httproute_parent_refs: own ? attached("https", "http") : attached("https"),
    metal_api_httproute_https_redirect: own ? undefined : redirected,
    metal_api_tcproute_enabled: true,
    metal_api_tcproute_parent_refs: attached(listeners.grpc),
    metal_apiserver_httproute_enabled: true,
    metal_apiserver_httproute_hostnames: [names.v2],
    metal_apiserver_httproute_parent_refs: attached("https"),
    metal_apiserver_httproute_https_redirect: redirected,
  };
}
