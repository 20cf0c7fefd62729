import { Expression } from "../../compiler/output/yaml.ts";

/** The controller speaks to the clusters' APIs itself, with the Python that runs Ansible. */
export const controlPlaneInventory = {
  control_plane: {
    hosts: {
      localhost: {
        ansible_connection: "local",
        ansible_python_interpreter: new Expression("{{ ansible_playbook_python }}"),
      },
    },
  },
};
