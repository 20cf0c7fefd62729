import { v5 } from "uuid";
import type { Landscape } from "../../../schemas/landscape.ts";
import type { Stage } from "../chain.ts";
import type { Project } from "../garden.ts";
import { byName } from "../sort.ts";

/** A project's id is made from its full name, as DNS would say it: the same in every run, in every place. */
export const projectOf = (name: string, stageDomain: string): Project => ({
  name,
  id: v5(`${name}.${stageDomain}`, v5.DNS),
});

/** What the spec names, and on the needle the project of the nail's clusters. */
export function projectsOf(kind: Stage["kind"], domain: string, { needle, nail }: Landscape): Project[] {
  const said = (kind === "needle" ? needle : nail)?.metalStack.projects ?? {};
  const projects = new Map<string, Project>();
  if (kind === "needle" && nail)
    projects.set(nail.metalStack.stage, projectOf(nail.metalStack.stage, domain));
  for (const [name, { id }] of Object.entries(said))
    projects.set(name, id === undefined ? projectOf(name, domain) : { name, id });
  return byName([...projects.values()]);
}
