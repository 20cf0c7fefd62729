import { valueFrom } from "../jinja.ts";
import type { Topic } from "../topic.ts";
import { attached, issued, redirected } from "./routes.ts";

export const headscale: Topic = {
  name: "headscale",

  variables: ({ secrets, headscalePrefix, exposure: { kind, names } }) => ({
    headscale_private_key: valueFrom(secrets["headscale-private"]),
    headscale_noise_private_key: valueFrom(secrets["headscale-noise"]),
    headscale_ipv4_prefix: headscalePrefix,
    headscale_ingress_dns: names.headscale,
    headscale_tls: true,
    ...(kind === "gateway"
      ? {
          headscale_ingress_enabled: false,
          headscale_httproute_enabled: true,
          headscale_httproute_hostnames: [names.headscale],
          headscale_httproute_parent_refs: attached("https"),
          headscale_httproute_https_redirect: redirected,
        }
      : { headscale_ingress_annotations: issued }),
  }),

  comments: {
    headscale_ipv4_prefix:
      "The default contains 100.64.0.0/13, which are the Services of the virtual garden.",
  },
};
