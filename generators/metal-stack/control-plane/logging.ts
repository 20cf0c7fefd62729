import { same, valueFrom } from "../jinja.ts";
import type { Topic } from "../topic.ts";
import { issued } from "./routes.ts";

export const logging: Topic = {
  name: "logging",
  wanted: ({ monitoring }) => monitoring,

  variables: ({ secrets, exposure: { names } }) => ({
    logging_ingress_dns: names.loki,
    logging_ingress_loki_tls: true,
    logging_ingress_annotations: issued,
    logging_ingress_loki_basic_auth_user: "alloy",
    logging_ingress_loki_basic_auth_password: valueFrom(secrets.loki),
    logging_alloy_loki_write_endpoints: [
      {
        url: `https://${names.loki}/loki/api/v1/push`,
        basic_auth: {
          username: same("logging_ingress_loki_basic_auth_user"),
          password: same("logging_ingress_loki_basic_auth_password"),
        },
      },
    ],
  }),
};
