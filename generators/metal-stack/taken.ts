import {
  type MetalRoles,
  metalRolesVersions,
  refusal,
  variablesOf,
} from "../../compiler/plan/known/metal-roles/catalogue.ts";
import type { Variables } from "./topic.ts";

/** Variables that metal-roles do not read: playbooks, and Ansible's module for release vectors, do. */
export const ownVariables: ReadonlySet<string> = new Set([
  "gardener_enabled",
  "metal_roles_version",
  "metal_stack_release_vectors",
  "monitoring_enabled",
  "needle_kubeconfigs",
  "needle_folder",
]);

/**
 * What a version of metal-roles takes of these. One that only another version has is left out; a name that no version
 * has is a fault of ours.
 */
export const taken = (variables: Variables, version: MetalRoles): Variables =>
  Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => value !== undefined && takes(name, version)),
  );

function takes(name: string, version: MetalRoles): boolean {
  if (ownVariables.has(name)) return true;
  const reason = refusal(name, version);
  if (reason !== undefined && !metalRolesVersions.some((other) => variablesOf(other).has(name)))
    throw new Error(reason);
  return reason === undefined;
}
