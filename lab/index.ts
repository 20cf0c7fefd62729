export { checkpointed } from "./checkpoint.ts";
export { deadline, factor } from "./factor.ts";
export { offeredPackages } from "./image/recipe.ts";
export type { Lab, LabHost, LabSpec, Say } from "./lab.ts";
export { openLab, recallLab } from "./open.ts";
export { controllerPackages, missingPackages } from "./tools.ts";
export { until } from "./until.ts";
