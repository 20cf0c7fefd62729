import { setTimeout as pause } from "node:timers/promises";
import { deadline, factor } from "./factor.ts";

export interface Awaited {
  /** On a quiet machine; scaled by the factor. */
  readonly seconds: number;
  /** Completes "gave up waiting for ...". */
  readonly what: string;
  /** Read only on failure, for its last lines. */
  readonly log?: () => Promise<string>;
}

/** Asks again and again until the answer is truthy; a question that throws counts as a no. */
export async function until<T>(
  condition: () => Promise<T | false | undefined> | T | false | undefined,
  { seconds, what, log }: Awaited,
): Promise<T> {
  const end = performance.now() + (await deadline(seconds));
  let wait = 50;
  let reason = "";
  do {
    try {
      const answer = await condition();
      if (answer) return answer;
    } catch (error) {
      reason = String(error).split("\n")[0] ?? "";
    }
    await pause(wait);
    wait = Math.min(wait * 1.3, 1000);
  } while (performance.now() < end);
  throw new Error(await complaint({ seconds, what, ...(log ? { log } : {}) }, reason));
}

async function complaint({ seconds, what, log }: Awaited, reason: string): Promise<string> {
  const lines = [`gave up waiting for ${what} after ${seconds} s × factor ${await factor()}`];
  if (reason) lines.push(`last error: ${reason}`);
  const tail = log ? (await log().catch(() => "")).trimEnd().split("\n").slice(-25) : [];
  if (tail.some((line) => line)) lines.push("last lines of its console:", ...tail);
  return lines.join("\n");
}
