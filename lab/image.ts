import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { buildContainer } from "./image/container.ts";
import { withLock } from "./image/lock.ts";
import { buildMachine } from "./image/machine.ts";
import { recipeOf } from "./image/recipe.ts";
import type { LabHost, Say, Suite } from "./lab.ts";

export interface Image {
  readonly key: string;
  /** A container's has `root/`; a machine's has `base.raw`, `vmlinuz` and `initrd.img`. */
  readonly directory: string;
}

export interface ImageRequest {
  readonly suite: Suite;
  readonly flavour: LabHost["kind"];
  readonly say?: Say;
}

/** Named by what it is made from, so that a changed recipe is another image and an unchanged one is never rebuilt. */
export async function ensureImage(request: ImageRequest): Promise<Image> {
  const { suite, flavour } = request;
  const digest = createHash("sha256").update(recipeOf(suite, flavour)).digest("hex").slice(0, 16);
  const key = `${suite}-${flavour}-${digest}`;
  const image = { key, directory: join(cacheDirectory(), "images", key) };
  if (existsSync(image.directory)) return image;
  await mkdir(join(cacheDirectory(), "images"), { recursive: true });
  await withLock(`${image.directory}.lock`, () => build(request, image));
  return image;
}

/** Into a directory beside, renamed when whole: what a crash leaves is never taken for an image. */
async function build(
  { suite, flavour, say = () => {} }: ImageRequest,
  { key, directory }: Image,
): Promise<void> {
  if (existsSync(directory)) return;
  const target = `${directory}.building`;
  await rm(target, { recursive: true, force: true });
  await mkdir(target);
  const archives = join(cacheDirectory(), "debs", suite);
  await mkdir(join(archives, "partial"), { recursive: true });
  say(`building ${key}`);
  const from = performance.now();
  if (flavour === "container") await buildContainer({ suite, target, archives });
  else {
    const parent = await ensureImage({ suite, flavour: "container", say });
    await buildMachine({ suite, target, archives, parent: join(parent.directory, "root") });
  }
  await rename(target, directory);
  say(`built ${key} in ${((performance.now() - from) / 1000).toFixed(0)} s`);
}

export function cacheDirectory(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "needle");
}
