import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import type { Garden, Shoot } from "../../../compiler/plan/garden.ts";
import { ansibleCommon, controlPlaneRole, guardOf, onController } from "../play.ts";
import { openGarden } from "./gardener.ts";

/** Seconds; Gardener gives no more than a day. */
const validity = 28_800;

/** The clusters that the garden has made, for those who deploy into them. */
export const kubeconfigs = ({ targets }: Stage, { shoots }: Garden) => [
  guardOf(targets.gardener),
  onController({
    name: "Hand out the clusters",
    roles: [ansibleCommon, controlPlaneRole("gardener-virtual-garden-access", "always")],
    postTasks: [{ ...openGarden, tags: ["always"] }, ...shoots.map(writeFor)],
  }),
];

const writeFor = ({ name, namespace }: Shoot) => ({
  name: `Write the kubeconfig of ${name}`,
  "ansible.builtin.copy": {
    dest: new Expression(`{{ needle_folder }}/${name}.kubeconfig`),
    mode: "0600",
    content: new Expression(
      `{{ virtual_garden_kubeconfig | string | shoot_admin_kubeconfig('${namespace}', '${name}', ${validity}) }}`,
    ),
  },
  no_log: true,
  tags: ["kubeconfigs"],
});
