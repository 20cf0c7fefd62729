import { mapsIn, orNothing, textOf } from "../learned.ts";
import { Projects } from "./contracts.ts";
import type { GardenTopic } from "./garden-topic.ts";

export const projects: GardenTopic = {
  name: "gardener/projects",
  contract: Projects,

  variables: ({ projects }) => ({
    gardener_projects: projects.map(({ name, owner }) => ({
      name,
      namespace: name === "garden" ? name : `garden-${name}`,
      owner,
      protected_toleration: name === "garden",
    })),
  }),

  learns: ({ gardener_projects }) => ({
    needle: {
      gardener: orNothing({
        projects: orNothing(
          Object.fromEntries(
            mapsIn(gardener_projects)
              .filter(({ name }) => name !== "garden")
              .map(({ name, owner }) => [String(name), { owner: textOf(owner) }]),
          ),
        ),
      }),
    },
  }),

  comments: {
    gardener_projects: "protected_toleration: clusters of the project may lie on the garden's own seed.",
  },
};
