import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Allowed } from "../blast.ts";
import { writePrivate } from "../disk/private.ts";
import { type Fields, fieldsOf, listOf, numberOf, textOf, textsOf } from "../site/fields.ts";

/** How long each task of a play took, in seconds, in the order they ran. */
export interface KnownPlay {
  readonly name: string;
  readonly tasks: readonly (readonly [name: string, seconds: number])[];
}

/** Where a run stopped: everything before the play `next` was done on all hosts. */
export interface Stop {
  readonly next: number;
  /** Name of that play. */
  readonly play: string;
  /** Digest of what was run. */
  readonly deployment: string;
  readonly at: string;
}

/** What a run was limited to: a change. */
export interface Scope {
  /** Commit or folder that was compared with. */
  readonly against: string;
  readonly allowed?: Allowed | undefined;
}

/** What is kept of the runs of one stage with the same arguments. */
export interface Remembered {
  readonly stage: string;
  /** Digest of Ansible's arguments: they may hold what nobody should read. */
  readonly args: string;
  /** Left out: the whole stage was run. */
  readonly scope?: Scope | undefined;
  /** By place in the stage; a play that no run has come to the end of is missing. */
  readonly plays: readonly (KnownPlay | undefined)[];
  /** Left out when the last run came to its end. */
  readonly stop?: Stop | undefined;
}

/** The runs of a landscape, the last one first. */
export type Memory = readonly Remembered[];

const most = { runs: 20, plays: 100, tasks: 1000 };

const fileOf = (root: string, landscape: string): string => join(root, `.needle/run/${landscape}.json`);

/** A file that is damaged or not there is an empty memory. */
export function readMemory(root: string, landscape: string): Memory {
  try {
    return listOf(
      fieldsOf(JSON.parse(readFileSync(fileOf(root, landscape), "utf8")))?.["runs"],
      rememberedOf,
    );
  } catch {
    return [];
  }
}

/** Puts a run in the place of the one with the same arguments before it. The oldest are forgotten. */
export function remember(root: string, landscape: string, run: Remembered): void {
  const others = readMemory(root, landscape).filter((other) => !isSame(other, run));
  const plays = run.plays
    .slice(0, most.plays)
    .map((play) => play && { ...play, tasks: play.tasks.slice(0, most.tasks) });
  const runs = [{ ...run, plays }, ...others].slice(0, most.runs);
  writePrivate(fileOf(root, landscape), `${JSON.stringify({ runs })}\n`);
}

export const recall = (memory: Memory, run: Pick<Remembered, "stage" | "args">): Remembered | undefined =>
  memory.find((other) => isSame(other, run));

/** The stage that is meant when none is named: when it is to be gone on with one, the last that has stopped. */
export function stageToRun(
  root: string,
  landscape: string,
  { stage, resume }: { readonly stage?: string | undefined; readonly resume?: boolean | undefined },
): string {
  const stopped = resume ? readMemory(root, landscape).find(({ stop }) => stop)?.stage : undefined;
  return stage ?? stopped ?? "site";
}

const isSame = (one: Pick<Remembered, "stage" | "args">, other: Pick<Remembered, "stage" | "args">) =>
  one.stage === other.stage && one.args === other.args;

export const digestOf = (words: Iterable<string>): string => {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${Buffer.byteLength(word)}:`).update(word);
  return hash.digest("hex").slice(0, 20);
};

function rememberedOf(fields: Fields): Remembered | undefined {
  const stage = textOf(fields["stage"]);
  const args = textOf(fields["args"]);
  const plays = fields["plays"];
  if (stage === undefined || args === undefined || !Array.isArray(plays)) return undefined;
  return {
    stage,
    args,
    scope: scopeOf(fieldsOf(fields["scope"])),
    plays: plays.map((play) => playOf(fieldsOf(play))),
    stop: stopOf(fields["stop"]),
  };
}

function scopeOf(fields: Fields | undefined): Scope | undefined {
  const against = textOf(fields?.["against"]);
  const allowed = fieldsOf(fields?.["allowed"]);
  const reason = textOf(allowed?.["reason"]);
  if (against === undefined) return undefined;
  return {
    against,
    ...(reason !== undefined && { allowed: { reason, refusals: textsOf(allowed?.["refusals"]) } }),
  };
}

function playOf(fields: Fields | undefined): KnownPlay | undefined {
  const name = textOf(fields?.["name"]);
  const tasks = fields?.["tasks"];
  if (name === undefined || !Array.isArray(tasks)) return undefined;
  return {
    name,
    tasks: tasks.flatMap((task) => {
      const [called, seconds] = Array.isArray(task) ? [textOf(task[0]), numberOf(task[1])] : [];
      return called === undefined || seconds === undefined ? [] : [[called, seconds] as const];
    }),
  };
}

function stopOf(value: unknown): Stop | undefined {
  const fields = fieldsOf(value) ?? {};
  const [next, play] = [numberOf(fields["next"]), textOf(fields["play"])];
  const [deployment, at] = [textOf(fields["deployment"]), textOf(fields["at"])];
  if (next === undefined || play === undefined || deployment === undefined || at === undefined)
    return undefined;
  return { next, play, deployment, at };
}
