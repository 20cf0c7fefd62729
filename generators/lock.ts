import type { Generator } from "../compiler/generator.ts";
import { lockPath } from "../compiler/plan/lock.ts";

/** The endpoint that was chosen, for the next time. A text, for beside the playbooks a YAML file would be taken for one. */
export const lock: Generator = {
  name: "lock",

  *generate({ name, endpoint: { host, address, port } }) {
    const text = `# What certificates and kubeconfigs name: chosen once, and kept.
host: ${host}
address: ${address}
port: ${port}
`;
    yield { path: lockPath(name), text, comment: (marker) => `# ${marker}` };
  },
};
