import type { Stage, Target } from "../../../compiler/plan/chain.ts";
import { ansibleCommon, controlPlaneRole, guardOf, onController } from "../play.ts";

/** metal-stack in the order of its own deployments: each role reads what one before has made. */
export const controlPlane = ({ targets }: Stage) => [
  guardOf(targets.metal),
  onController({
    name: "Deploy metal-stack",
    roles: [
      ansibleCommon,
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
      ...(targets.monitoring === targets.metal ? monitoringRoles : []),
    ],
  }),
];

const monitoringRoles = [
  controlPlaneRole("logging", "logging", "monitoring_enabled"),
  controlPlaneRole("monitoring", "monitoring", "monitoring_enabled"),
];

/** Where monitoring has a cluster of its own. */
export const monitoring = (target: Target) => [
  guardOf(target),
  onController({ name: "Deploy monitoring", roles: [ansibleCommon, ...monitoringRoles] }),
];
