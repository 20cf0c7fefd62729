import type { Stage, Target } from "../../compiler/plan/chain.ts";
import type { StageRole } from "../role.ts";
import { certificates } from "../roles/certificates.ts";
import { charts } from "../roles/charts.ts";
import { clusterBase } from "../roles/cluster-base.ts";
import { stageRoles } from "../roles/index.ts";
import type { Listed } from "./play.ts";

/** needle's own roles that a stage wants on the API of its clusters. */
export const stageRolesOf = (stage: Stage): StageRole[] =>
  stageRoles.filter(({ wanted }) => wanted?.(stage) ?? true);

/**
 * In the order they run. Certificates are facts that metal-roles read: they are had in the play that needs them. Where
 * nothing is reached from outside, the base is enough. Charts are looked at in a run of a part, too.
 */
export const preparing = (stage: Stage, target: Target): Listed[] => {
  const exposed = target === stage.targets.metal || target === stage.targets.monitoring;
  return stageRolesOf(stage)
    .filter((role) => role !== certificates && (exposed || role === clusterBase))
    .map(({ name }) => ({ role: name, tags: [name === charts.name ? "always" : name] }));
};

/** In every run, also of a part. */
export const havingCertificates: Listed = { role: certificates.name, tags: ["always"] };

/** Without a tag, so that a run of a part does not count: an authority is rolled when all have the new one. */
export const delivered = (consumer: "control_plane" | "partition") => ({
  name: "Report that certificates are where they are needed",
  "ansible.builtin.import_role": { name: certificates.name, tasks_from: "delivered" },
  vars: { certificates_consumer: consumer },
});
