import { order } from "./monitor.ts";
import type { Place } from "./place.ts";
import { until } from "./until.ts";

/** Stops the machine between two instructions. */
export async function pause(place: Place): Promise<void> {
  await order(place, { execute: "stop" });
}

export async function resume(place: Place): Promise<void> {
  await order(place, { execute: "cont" });
}

/** Of a paused machine; its disks are whole on this machine's side afterwards, and can be copied. */
export async function writeMemory(place: Place, file: string): Promise<void> {
  await order(
    place,
    { execute: "migrate-set-parameters", arguments: { "max-bandwidth": 2 ** 40 } },
    { execute: "migrate", arguments: { uri: `exec:cat >${quote(file)}` } },
  );
  const status = await until(async () => ended(await order(place, { execute: "query-migrate" })), {
    seconds: 60,
    what: `the memory of ${place.host.name} to be written`,
  });
  if (status !== "completed") throw new Error(`the memory of ${place.host.name} was not written: ${status}`);
}

/** What the machine is told at its start to read its memory from a file; it stays paused then. */
export function readMemory(file: string): string {
  return `exec:cat ${quote(file)}`;
}

export async function isRead(place: Place): Promise<boolean> {
  const { status } = (await order(place, { execute: "query-status" })) as { readonly status: string };
  return status === "paused";
}

function ended(answer: unknown): string | undefined {
  const { status } = answer as { readonly status?: string };
  return status === "completed" || status === "failed" || status === "cancelled" ? status : undefined;
}

function quote(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
