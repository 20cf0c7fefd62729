import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { withLock } from "./image/lock.ts";
import { cacheDirectory } from "./image.ts";
import type { Lab, LabSpec, Say } from "./lab.ts";
import { openLab } from "./open.ts";
import { placesOf, siteOf } from "./place.ts";
import { EMULATOR, qemu } from "./qemu.ts";
import { imagesOf } from "./up.ts";

export interface CheckpointOptions {
  readonly directory: string;
  /** Whatever `converge` depends on, as text: another text, another checkpoint. */
  readonly key: string;
  /** Files that `converge` leaves in the lab's directory and the hosts' state depends on. */
  readonly files?: readonly string[];
  /** Where checkpoints lie, if not in the cache. */
  readonly folder?: string;
  readonly say?: Say;
}

type Converge = (lab: Lab) => Promise<void>;

/** Each takes some gigabytes; the rest are of keys that nobody has asked for in a while. */
const KEEP = 3;

/** Raised by hand when what a checkpoint holds changes. */
const EDITION = 1;

/** A lab that is up and converged: from its checkpoint, or made once and kept for the next time. */
export async function checkpointed(
  spec: LabSpec,
  options: CheckpointOptions,
  converge: Converge,
): Promise<Lab> {
  const { directory, folder = join(cacheDirectory(), "checkpoints"), say = () => {} } = options;
  const lab = openLab(spec, { directory, say });
  const kept = join(folder, await digestOf(spec, options));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await withLock(`${kept}.lock`, async () => {
    if (await restored(lab, kept, say)) return;
    await make(lab, converge);
    await keep(lab, kept, options.files);
    await prune(folder);
  });
  return lab;
}

/** Who gets no lab can not take it down. */
async function make(lab: Lab, converge: Converge): Promise<void> {
  try {
    await lab.up();
    await converge(lab);
  } catch (error) {
    await lab.down();
    throw error;
  }
}

/** A checkpoint that does not serve is as good as none: nothing but time is lost with it. */
async function restored(lab: Lab, kept: string, say: Say): Promise<boolean> {
  if (!existsSync(kept)) return false;
  try {
    await utimes(kept, new Date(), new Date());
    await lab.restore(kept);
    return true;
  } catch (error) {
    say(`the checkpoint is given up: ${error}`);
    await rm(kept, { recursive: true });
    return false;
  }
}

async function keep(lab: Lab, kept: string, files: readonly string[] = []): Promise<void> {
  const building = `${kept}.building`;
  await rm(building, { recursive: true, force: true });
  await lab.save(building, files);
  await rename(building, kept);
}

/** The name of a lab is not part of its state; the command of a machine is, and stands for this code too. */
async function digestOf(spec: LabSpec, { key, say = () => {} }: CheckpointOptions): Promise<string> {
  const anonymous = { ...spec, name: "any" };
  const images = await imagesOf({ spec }, say);
  const { stdout: version } = await execa(EMULATOR, ["--version"]);
  const commands = placesOf(siteOf(anonymous, "/"), "machine").map((place) => {
    const image = images.get("machine");
    return image && qemu(place, image, "");
  });
  const keys = [...images.values()].map((image) => image.key);
  const parts = { edition: EDITION, spec: anonymous, version, keys, commands, key };
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const used = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = used.sort((a, b) => b.at - a.at).slice(KEEP);
  for (const { name } of old) await rm(join(folder, name), { recursive: true, force: true });
}
