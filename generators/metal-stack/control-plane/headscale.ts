import { valueFrom } from "../jinja.ts";
import type { Topic } from "../topic.ts";
import { attached, issued, redirected } from "./routes.ts";
import { isPrivate } from "./zitadel.ts";

export const headscale: Topic = {
  name: "headscale",

  variables: ({ secrets, headscalePrefix, certificates, exposure: { kind, names } }) => ({
    headscale_private_key: valueFrom(secrets["headscale-private"]),
    headscale_noise_private_key: valueFrom(secrets["headscale-noise"]),
    headscale_ipv4_prefix: headscalePrefix,
    headscale_ingress_dns: names.headscale,
    headscale_tls: !isPrivate(certificates),
    ...(kind === "gateway"
      ? {
          headscale_ingress_enabled: false,
          headscale_httproute_enabled: true,
          headscale_httproute_hostnames: [names.headscale],
          ...(isPrivate(certificates)
            ? { headscale_httproute_parent_refs: attached("https", "http") }
            : {
                headscale_httproute_parent_refs: attached("https"),
                headscale_httproute_https_redirect: redirected,
              }),
        }
      : { headscale_ingress_annotations: issued }),
  }),

  comments: {
    headscale_tls:
      "Firewalls come to it and know no private certificate authority. With one it is HTTP, in which the VPN's own protocol is encrypted.",
    headscale_ipv4_prefix:
      "The default contains 100.64.0.0/13, which are the Services of the virtual garden.",
  },
};
