import { once } from "node:events";
import { execa } from "execa";

/**
 * A lock of the kernel, held by a child that ends when this process does: it can not go stale.
 * The file stays, as removing it would let a second holder in.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const holder = execa("flock", [path, "sh", "-c", "echo held; exec cat"], { buffer: false, reject: false });
  await Promise.race([once(holder.stdout, "data"), holder]);
  if (holder.exitCode !== null) throw new Error(`can not lock ${path}`);
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await holder;
  }
}
