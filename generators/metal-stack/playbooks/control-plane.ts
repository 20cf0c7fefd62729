import type { Stage } from "../../../compiler/plan/chain.ts";
import { delivered, havingCertificates, preparing } from "../cluster-roles.ts";
import { guardOf } from "../guard.ts";
import { ansibleCommon, controlPlaneRole, onController } from "../play.ts";

/** metal-stack in the order of its own deployments: each role reads what one before has made. */
export const controlPlane = (stage: Stage) => [
  guardOf(stage, stage.targets.metal),
  onController({
    name: "Prepare the cluster",
    roles: preparing(stage, stage.targets.metal),
  }),
  onController({
    name: "Deploy metal-stack",
    roles: [
      ansibleCommon,
      havingCertificates,
      controlPlaneRole("prepare"),
      controlPlaneRole("nsq"),
      controlPlaneRole("metal-db"),
      controlPlaneRole("ipam-db"),
      controlPlaneRole("headscale"),
      controlPlaneRole("masterdata-db"),
      controlPlaneRole("zitadel-db"),
      controlPlaneRole("auditing-timescaledb", "auditing", "metal_auditing_timescaledb_enabled"),
      controlPlaneRole("valkey"),
      controlPlaneRole("zitadel", "auth"),
      controlPlaneRole("metal"),
      ...(stage.monitoring && stage.targets.monitoring === stage.targets.metal ? monitoringRoles : []),
    ],
    postTasks: [delivered("control_plane")],
  }),
];

const monitoringRoles = [
  controlPlaneRole("logging", "logging", "monitoring_enabled"),
  controlPlaneRole("monitoring", "monitoring", "monitoring_enabled"),
];

/** Where monitoring has a cluster of its own. */
export const monitoring = (stage: Stage) => [
  guardOf(stage, stage.targets.monitoring),
  onController({
    name: "Prepare the cluster",
    roles: preparing(stage, stage.targets.monitoring),
  }),
  onController({ name: "Deploy monitoring", roles: [ansibleCommon, ...monitoringRoles] }),
];
