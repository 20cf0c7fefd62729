import type { Plan } from "../../compiler/plan/plan.ts";
import type { Role, StageRole } from "../role.ts";
import { backup } from "./backup.ts";
import { certManager } from "./cert-manager.ts";
import { certificates } from "./certificates.ts";
import { charts } from "./charts.ts";
import { cluster } from "./cluster.ts";
import { clusterBase } from "./cluster-base.ts";
import { dns } from "./dns.ts";
import { drbd } from "./drbd.ts";
import { endpoint } from "./endpoint.ts";
import { gitlabRunner } from "./gitlab-runner.ts";
import { hostBase } from "./host-base.ts";
import { ingress } from "./ingress.ts";
import { k3s } from "./k3s.ts";
import { k3sAgent } from "./k3s-agent.ts";
import { keepalived } from "./keepalived.ts";
import { kubeVip } from "./kube-vip.ts";
import { loadBalancer } from "./load-balancer.ts";
import { preflight } from "./preflight.ts";
import { storage } from "./storage.ts";
import { time } from "./time.ts";
import { witness } from "./witness.ts";

/** Every role needle deploys, in the order their plays run. */
export const roles: readonly Role[] = [
  preflight,
  hostBase,
  storage,
  time,
  witness,
  drbd,
  cluster,
  dns,
  k3s,
  kubeVip,
  keepalived,
  k3sAgent,
  endpoint,
  gitlabRunner,
  backup,
];

/** Those that one plan wants. */
export const rolesOf = (plan: Plan): readonly Role[] => roles.filter(({ wanted }) => wanted?.(plan) ?? true);

/** Those for the cluster of a stage, in the order their plays run: an issuer comes before what asks it for certificates. */
export const stageRoles: readonly StageRole[] = [
  clusterBase,
  charts,
  loadBalancer,
  certManager,
  ingress,
  certificates,
];
