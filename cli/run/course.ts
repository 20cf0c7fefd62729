import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { printYaml } from "../../compiler/output/yaml.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { type CoursePlay, courseOf } from "../../generators/course.ts";
import { packageRoot } from "../ansible.ts";
import { writePrivate } from "../disk/private.ts";
import { digestOf, type Memory, type Remembered, recall, type Scope } from "./memory.ts";

export interface Asked {
  readonly root: string;
  readonly plan: Plan;
  /** As the user calls it. */
  readonly stage: string;
  /** Of the deployment, and of its playbook. */
  readonly name: string;
  readonly file: string;
  readonly ansible: readonly string[];
  readonly resume: boolean;
  readonly scope?: Scope | undefined;
  readonly now: number;
}

/** What a run goes through. */
export interface Course {
  readonly playbook: string;
  /** All plays of the stage; which of them are run, by place; and those before which are done already. */
  readonly plays: readonly CoursePlay[];
  readonly order: readonly number[];
  readonly from: number;
  readonly run: Pick<Remembered, "stage" | "args" | "scope">;
  readonly earlier: Remembered | undefined;
  /** Of all that is run. */
  readonly deployment: string;
  /** Why it was to go on where one has stopped, and begins at the beginning. */
  readonly refused?: string;
}

/** Decides what is run: all of a stage, or what a run that stopped has left. */
export function plot(asked: Asked, memory: Memory): Course {
  const { root, plan, stage, name, file, ansible, scope } = asked;
  const plays = courseOf(plan, stage);
  const run = { stage, args: digestOf(ansible), ...(scope && { scope }) };
  const earlier = recall(memory, run);
  const deployment = deploymentDigest(root, name);
  const whole = {
    playbook: `playbooks/${name}/${file}.yaml`,
    plays,
    order: plays.map((_play, index) => index),
    from: 0,
    run,
    earlier,
    deployment,
  };
  clear(root, name);
  if (!asked.resume) return whole;

  const stopped = memory.find((other) => other.stage === stage && other.stop);
  const refused = obstacleTo(earlier, stopped, { deployment, now: asked.now, stage });
  const from = earlier?.stop?.next ?? 0;
  if (refused !== undefined) return { ...whole, refused };
  const order = whole.order.filter((index) => index >= from || plays[index]?.again);
  if (order.length === plays.length && order.slice(0, from).every((index) => isWhole(plays[index])))
    return { ...whole, refused: "no play of it can be left out" };
  const left = order.flatMap((index) => {
    const play = index >= from ? plays[index]?.play : plays[index]?.again;
    return play ? [play] : [];
  });
  const playbook = `playbooks/${name}/${prefix}${file.replaceAll("/", "-")}.yaml`;
  writePrivate(join(root, playbook), printYaml(left, header));
  return { ...whole, playbook, order, from };
}

/** All of a play is run again, whatever was done. */
export const isWhole = (play: CoursePlay | undefined): boolean => play?.again === play?.play;

/**
 * It stands beside the playbook that it is a part of, so that Ansible finds the same roles, files and variables; and only
 * as long as it is run.
 */
const prefix = ".resume-";
const header = "What a run that stopped has left; removed when this one ends.";

export function clear(root: string, name: string): void {
  for (const file of filesIn(join(root, `playbooks/${name}`)))
    if (file.startsWith(prefix)) rmSync(join(root, `playbooks/${name}/${file}`), { force: true });
}

/** Longer ago, hosts may be others than they were. */
const day = 86_400_000;

function obstacleTo(
  earlier: Remembered | undefined,
  stopped: Remembered | undefined,
  now: { readonly deployment: string; readonly now: number; readonly stage: string },
): string | undefined {
  if (!stopped?.stop) return `no run of ${now.stage} has stopped on its way`;
  if (!earlier?.stop) return `the run of ${now.stage} that stopped had other arguments for Ansible`;
  if (earlier.stop.deployment !== now.deployment)
    return "inventory, playbooks or roles have changed since the run that stopped";
  if (now.now - Date.parse(earlier.stop.at) < day) return undefined;
  return "the run that stopped is more than a day ago";
}

/** Everything on this machine that decides what a run does, as far as it is known. */
export function deploymentDigest(root: string, name: string): string {
  const folders = [`inventories/${name}`, `playbooks/${name}`, "roles"].map((folder) => join(root, folder));
  const own = join(packageRoot, "roles");
  return digestOf([
    ...contentsOf(join(root, "ansible.cfg")),
    ...[...new Set([...folders, own])].flatMap(contentsBelow),
  ]);
}

function contentsBelow(folder: string): string[] {
  return filesIn(folder).flatMap((entry) =>
    entry.startsWith(prefix) || entry.includes("__pycache__")
      ? []
      : [entry, ...contentsOf(join(folder, entry))],
  );
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  } catch {
    return [];
  }
}

function contentsOf(file: string): string[] {
  try {
    return [readFileSync(file, "latin1")];
  } catch {
    return [];
  }
}

/** The play at which a run that stops here is to be taken up: the first that is not done on all hosts. */
export function nextOf({ plays, from }: Course, done: readonly number[]): number {
  const next = plays.findIndex((play, index) => index >= from && !isWhole(play) && !done.includes(index));
  return next < 0 ? plays.length : next;
}
