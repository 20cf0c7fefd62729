import { Expression } from "../../../compiler/output/yaml.ts";
import type { Certificates, ExposedNames } from "../../../compiler/plan/chain.ts";
import { valueFrom } from "../jinja.ts";
import type { Topic } from "../topic.ts";
import { attached, issued } from "./routes.ts";

/** Signs people in. The password of its database is the database's own variable. */
export const zitadel: Topic = {
  name: "zitadel",

  variables: ({ secrets, exposure: { kind, names } }) => ({
    zitadel_external_domain: names.auth,
    zitadel_ingress_dns: `https://${names.auth}:443`,
    zitadel_endpoint: new Expression("zitadel.{{ metal_control_plane_namespace }}.svc.cluster.local"),
    zitadel_port: 8080,
    zitadel_insecure: true,
    zitadel_skip_verify_tls: true,
    zitadel_admin_password: valueFrom(secrets["zitadel-admin"]),
    zitadel_master_key: valueFrom(secrets["zitadel-master"]),
    zitadel_init_config: initConfig(names),
    ...(kind === "gateway"
      ? {
          zitadel_enabled_ingress: false,
          zitadel_httproute_enabled: true,
          zitadel_httproute_parent_refs: attached("https"),
        }
      : { zitadel_ingress_annotations: issued }),
  }),

  comments: {
    zitadel_endpoint:
      "Inside of the cluster: the job that makes the first client needs neither DNS nor a certificate then.",
    zitadel_master_key: "Exactly 32 characters. It cannot be changed later.",
    zitadel_init_config:
      "The client of metal-apiserver. Its secret is made in the cluster, where metal looks for it.",
  },
};

/** One redirect in the words of either version of the job. */
function initConfig({ v2 }: ExposedNames) {
  const callback = `https://${v2}/auth/openid-connect/callback`;
  return {
    project: { id: "metal-stack", name: "metal-stack" },
    application: {
      id: "metal-stack",
      name: "metal-stack",
      redirect_uri: callback,
      redirect_uris: [callback],
    },
  };
}

export const isPrivate = ({ kind }: Certificates): boolean => kind === "private";
