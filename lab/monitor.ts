import { once } from "node:events";
import { constants, open } from "node:fs/promises";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import type { Place } from "./place.ts";
import { MONITOR } from "./qemu.ts";

export interface Order {
  readonly execute: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

interface Reply {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

/** Gives orders to qemu itself, one after the other, and returns the last answer. */
export async function order(place: Place, ...orders: readonly Order[]): Promise<unknown> {
  // Through the open directory: the path of a socket may have 107 characters, that of a lab has no limit.
  const directory = await open(place.directory, constants.O_RDONLY | constants.O_DIRECTORY);
  const socket = connect(`/proc/self/fd/${directory.fd}/${MONITOR}`);
  try {
    await once(socket, "connect");
    return await converse(socket, [{ execute: "qmp_capabilities" }, ...orders]);
  } finally {
    socket.destroy();
    await directory.close();
  }
}

async function converse(socket: ReturnType<typeof connect>, orders: readonly Order[]): Promise<unknown> {
  const waiting = [...orders];
  let answer: unknown;
  let asked: Order | undefined;
  for await (const line of createInterface({ input: socket })) {
    const reply = JSON.parse(line) as Reply;
    if (reply.error) throw new Error(`${asked?.execute}: ${reply.error.desc}`);
    // The greeting makes way for the first order, and each answer for the next; events come in between.
    if ("return" in reply) answer = reply.return;
    else if (!("QMP" in reply)) continue;
    asked = waiting.shift();
    if (!asked) return answer;
    socket.write(`${JSON.stringify(asked)}\n`);
  }
  throw new Error(`qemu hung up on ${asked?.execute ?? "its greeting"}`);
}
