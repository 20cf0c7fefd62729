import { Expression } from "../../compiler/output/yaml.ts";
import type { Stage } from "../../compiler/plan/chain.ts";
import { asksForTokens } from "./partition/image-cache.ts";

/** The controller speaks to the clusters' APIs itself, with the Python that runs Ansible. */
export const controlPlaneInventory = (stage: Stage) => ({
  control_plane: {
    hosts: {
      localhost: {
        ansible_connection: "local",
        ansible_python_interpreter: new Expression("{{ ansible_playbook_python }}"),
        // Plays of hosts that become root ask for tokens here.
        ...(asksForTokens(stage) && { ansible_become: false }),
      },
    },
  },
});
