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

  comments: {
    gardener_projects: "protected_toleration: clusters of the project may lie on the garden's own seed.",
  },
};
