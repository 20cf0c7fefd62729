import type { Topic } from "../topic.ts";
import { attached, listeners } from "./routes.ts";

/** Its certificates come from the role certificates. */
export const nsq: Topic = {
  name: "nsq",

  variables: ({ exposure }) => ({
    nsq_broadcast_address: exposure.names.nsq,
    nsq_tls_enabled: true,
    nsq_tcproute_enabled: exposure.kind === "gateway",
    nsq_tcproute_parent_refs: exposure.kind === "gateway" ? attached(listeners.nsq) : undefined,
  }),

  comments: {
    nsq_broadcast_address: "Partitions come here, port 4150.",
    nsq_tls_enabled: "metal-api has it on and nsq off where nobody says it: they would not meet.",
    nsq_tcproute_enabled: "Said in any case: metal asks for it, also in a run of --tags metal.",
  },
};
