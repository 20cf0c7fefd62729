import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { healthOf } from "../../../../cli/pair/health.ts";
import { readState } from "../../../../cli/pair/read.ts";
import type { Proof, Situation } from "../../../../cli/pair/view.ts";
import { analyse } from "../../../../index.ts";
import { shell } from "../../../support/shell.ts";

/** What pair-state says on a host of the golden pair while all is well: a copy that a test may change. */
// biome-ignore lint/suspicious/noExplicitAny: a test changes it wherever it likes
export const said = (host: string): any =>
  JSON.parse(readFileSync(`test/unit/cli/pair/${host}.json`, "utf8"));

const text = readFileSync("test/golden/pair/needle.yaml", "utf8");

export const now = Date.parse("2026-11-25T07:30:00Z") / 1000;

export function pairPlan() {
  const { plan } = analyse(text, "specs/fra.yaml");
  if (!plan?.pair) throw new Error("the golden pair is no pair");
  return { plan, pair: plan.pair };
}

export interface Told {
  /** Undefined: the host does not answer. */
  readonly needle1?: unknown;
  readonly needle2?: unknown;
  readonly proofs?: readonly Proof[];
}

/** The judgement of what two hosts say. */
export function judged({ needle1, needle2, proofs = [] }: Told) {
  const sightings = [
    ["needle1", needle1],
    ["needle2", needle2],
  ].map(([host, state]) => ({
    host: String(host),
    ...(state === undefined
      ? { silent: "ssh: connection timed out" }
      : { state: readState(JSON.stringify(state)) }),
  }));
  const situation: Situation = { ...pairPlan(), spec: "specs/fra.yaml", sightings, now, proofs };
  return healthOf(situation);
}

/** A deployment of the golden pair, with a stand-in for ansible that answers for its hosts. */
export async function deployed({ needle1, needle2 }: Told) {
  const root = mkdtempSync(join(tmpdir(), "needle-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const { needle } = shell({ PATH: process.env["PATH"] }, root);
  cpSync("test/golden/pair/needle.yaml", join(root, "specs/fra.yaml"));
  await needle("generate", "specs/fra.yaml");
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  const answer = (host: string, state: unknown) =>
    state === undefined
      ? `${host} | UNREACHABLE! => {\n    "changed": false,\n    "msg": "Failed to connect to the host via ssh: timed out",\n    "unreachable": true\n}\n`
      : `${host} | CHANGED | rc=0 >>\n${JSON.stringify(state)}\n`;
  writeFileSync(join(root, "answer"), answer("needle2", needle2) + answer("needle1", needle1));
  writeFileSync(join(root, ".venv/bin/ansible"), '#!/bin/sh\necho "$@" > called\ncat answer\n', {
    mode: 0o755,
  });
  return { root, needle, called: () => readFileSync(join(root, "called"), "utf8") };
}
