import { error, warning } from "./word.ts";

/** What variables of metal-roles that a spec adds cannot be. */
export const variables = {
  "plan/unknown-variable": (p: {
    name: string;
    roles: string;
    other?: string | undefined;
    near?: string | undefined;
  }) =>
    error(
      `metal-roles ${p.roles} have no variable "${p.name}" that a role reads`,
      p.other ? `metal-roles ${p.other} have it` : p.near && `did you mean "${p.near}"?`,
    ),
  "plan/variable-removed": (p: { name: string; since: string; successors: readonly string[] }) =>
    error(
      `metal-roles have no variable "${p.name}" any more: it went away ${p.since === "older" ? "long ago" : `in ${p.since}`}`,
      p.successors.length > 0 ? `say ${p.successors.join(", ")}` : "nothing came in its place: leave it out",
    ),
  "plan/variable-is-said": (p: {
    name: string;
    by?: string | undefined;
    file?: string | undefined;
    fixed: boolean;
  }) =>
    error(
      `needle says "${p.name}" itself${p.file ? `, in ${p.file}` : ""}`,
      [
        p.by && `it follows from ${p.by}`,
        p.fixed ? !p.by && "leave it out" : "metalStack.overrides is for it",
      ]
        .filter(Boolean)
        .join("; "),
    ),
  "plan/nothing-to-override": (p: { name: string }) =>
    error(`needle does not say "${p.name}" in this stage`, "say it in extraVars"),
  "plan/variable-elsewhere": (p: { name: string; group: string; side: string }) =>
    error(
      `no role of the ${p.side.replace("-", " ")} reads "${p.name}"`,
      p.group === "controlPlane" ? "say it under partition or leaves" : "say it under controlPlane",
    ),
  "plan/variable-twice": (p: { name: string }) =>
    error(
      `"${p.name}" is said for leaves and for the partition`,
      "Ansible would take the partition's: say it once",
    ),
  "plan/variable-type": (p: { name: string; type: string; found: string }) =>
    error(
      `"${p.name}" is of type ${p.type}, not ${p.found}`,
      p.type === "string" && ["int", "float", "bool"].includes(p.found) ? "put it in quotes" : undefined,
    ),
  "plan/plain-secret": (p: { name: string }) =>
    error(
      `"${p.name}" holds a secret, and a spec never does`,
      `say where it is, like "{{ vault_${p.name} }}", and put it into the file of ansible-vault`,
    ),
  "plan/variables-for-nobody": (p: { group: string }) =>
    warning(`the stage has no hosts for variables of ${p.group}`, "name switches, or leave them out"),
};
