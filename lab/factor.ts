import { createHash } from "node:crypto";
import { execa } from "execa";

/** Milliseconds the fixed work takes on two quiet cores of the reference machine. */
const REFERENCE = 720;

let measured: Promise<number> | undefined;

/** How many times slower than the reference this machine is now; measured once per process, never below 1. */
export function factor(): Promise<number> {
  measured ??= measure();
  return measured;
}

/** Milliseconds that stand for so many seconds of a quiet machine. */
export async function deadline(seconds: number): Promise<number> {
  return Math.ceil(seconds * 1000 * (await factor()));
}

/** Arithmetic and process starts in the shares a lab has them, so that either kind of slowness shows. */
async function measure(): Promise<number> {
  const from = performance.now();
  hash(3200);
  for (let spawns = 0; spawns < 80; spawns += 1) await execa("true");
  const ratio = (performance.now() - from) / REFERENCE;
  return Math.max(1, Math.round(ratio * 10) / 10);
}

function hash(rounds: number): void {
  const block = Buffer.alloc(256 * 1024);
  for (let round = 0; round < rounds; round += 1) createHash("sha256").update(block).digest().copy(block);
}
