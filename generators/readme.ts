import type { Generator } from "../compiler/generator.ts";
import { roles } from "./roles/index.ts";
import { stages } from "./stages.ts";
import { readme as print } from "./templates/readme.ts";

/** The page an operator finds beside the playbooks, with the real names in it. */
export const readme: Generator = {
  name: "readme",

  *generate({ name, endpoint, hosts, secrets }) {
    const text = print({
      name,
      endpoint: `https://${endpoint.host}:${endpoint.port}`,
      hosts,
      stages,
      roles,
      secrets,
    });
    yield { path: `playbooks/${name}/README.md`, text, comment: (marker) => `<!-- ${marker} -->` };
  },
};
