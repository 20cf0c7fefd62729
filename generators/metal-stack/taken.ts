import {
  type MetalRoles,
  metalRolesVersions,
  refusal,
  variablesOf,
} from "../../compiler/plan/known/metal-roles/catalogue.ts";
import { ownVariables } from "../../compiler/plan/known/metal-roles/own.ts";
import type { Variables } from "./topic.ts";

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
