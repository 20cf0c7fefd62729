export { deadline, factor } from "./factor.ts";
export { basePackages, machinePackages, offeredPackages } from "./image/recipe.ts";
export { ensureImage, type Image, type ImageRequest } from "./image.ts";
export type {
  Bind,
  Bmc,
  Command,
  Lab,
  LabHost,
  LabSpec,
  Outcome,
  RunOptions,
  Say,
  Suite,
} from "./lab.ts";
export { type LabOptions, openLab, recallLab } from "./open.ts";
export { controllerPackages, missingPackages } from "./tools.ts";
export { type Awaited, until } from "./until.ts";
