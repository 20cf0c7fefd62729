import { appendFileSync } from "node:fs";
import { reasonOf } from "../outcome.ts";
import { deploymentDigest } from "./course.ts";
import { readMemory, type Scope } from "./memory.ts";

export interface Stopped {
  readonly root: string;
  readonly landscape: string;
  readonly stage: string;
  /** Name of the deployment. */
  readonly name: string;
}

/**
 * What the last run of a stage was limited to, when it has stopped: to go on with it is not to do more. A reason to go on with what would be
 * refused holds for what it was given for, and not for what has changed since.
 */
export function scopeToResume({ root, landscape, stage, name }: Stopped): Scope | undefined {
  const { scope, stop } = readMemory(root, landscape).find((run) => run.stage === stage) ?? {};
  if (!scope || !stop) return undefined;
  return stop.deployment === deploymentDigest(root, name) ? scope : { against: scope.against };
}

/** Why something was rolled out that would have been refused stands before what Ansible says of it, with who said so. */
export function noteScope(log: string, { against, allowed }: Scope, who: string): string | undefined {
  const at = new Date().toISOString();
  const lines = [
    `only what differs from ${against}`,
    ...(allowed?.refusals.map((refusal) => `allowed, for "${allowed.reason}": ${refusal}`) ?? []),
  ];
  try {
    appendFileSync(log, lines.map((line) => `${at} needle run by ${who} | ${line}\n`).join(""), {
      mode: 0o600,
    });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
