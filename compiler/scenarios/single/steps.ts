import type { Estimate } from "../estimate.ts";
import { forgetKey } from "../forget-key.ts";
import { deploy, restoreSnapshot } from "../steps.ts";
import type { Cost, Step } from "../story.ts";
import { fromElsewhere } from "./saved.ts";
import type { Site } from "./site.ts";

export const inOrder = ({ plan, host }: Site): string =>
  `On ${host.name} \`kubectl get --raw /readyz\` says ok, and \`dig @${host.address} ${plan.endpoint.host}\` answers.`;

/** Everything on the host is away until then. */
export const allFor = ({ plan }: Site, how: Estimate | "person"): Cost => ({
  api: how,
  dns: how,
  ...(plan.kubernetes.agent && { pods: how }),
});

/** A datastore that is on the host, as it was at some time. */
export const restore = (site: Site): Step => ({
  text: "Restore a snapshot; the damaged datastore is put aside. What was written after it has to be found and done again.",
  commands: [`ls -l ${site.data}/server/db/snapshots`, restoreSnapshot(site)],
});

/** From nothing: hardware, Debian, and what lies elsewhere. */
export const rebuild = (site: Site): readonly Step[] => [
  {
    text: `Install Debian on a machine with the name and address of ${site.host.name}, and write its disks into the spec. ssh takes its new key when it has forgotten the old one.`,
    commands: [forgetKey(site, site.host.name)],
  },
  ...fromElsewhere(site),
  deploy(site, "Run the whole deployment once: it changes nothing more, or says what is missing."),
];
