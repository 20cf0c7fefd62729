import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { healthOf } from "../../../../cli/quorum/health.ts";
import { modelFor } from "../../../../cli/quorum/look.ts";
import { readServer } from "../../../../cli/quorum/read.ts";
import { planOf } from "../../../support/plan.ts";
import { shell } from "../../../support/shell.ts";

export const servers = ["needle1", "needle2", "needle3"] as const;

/** What k3s-state says on a server while all is well, written by hand: a copy that a test may change. */
// biome-ignore lint/suspicious/noExplicitAny: a test changes it wherever it likes
export const said = (host: string): any =>
  JSON.parse(readFileSync(`test/unit/cli/quorum/${host}.json`, "utf8"));

/** Undefined: the server does not answer. */
export type Told = Readonly<Record<(typeof servers)[number], unknown>>;

export const all = () => ({ needle1: said("needle1"), needle2: said("needle2"), needle3: said("needle3") });

/** Half a minute after they were asked. */
export const now = Date.parse(said("needle1").time) / 1000 + 30;

export function quorumPlan() {
  const plan = planOf("lab-quorum");
  if (!plan.quorum) throw new Error("lab-quorum is no quorum");
  return { plan, quorum: plan.quorum };
}

/** The judgement of what three servers say. */
export function judged(told: Told) {
  const { plan, quorum } = quorumPlan();
  const sightings = servers.map((host) => ({
    host,
    ...(told[host] === undefined
      ? { silent: "ssh: connection timed out" }
      : { state: readServer(JSON.stringify(told[host])) }),
  }));
  const situation = { plan, quorum, spec: "specs/lab-quorum.yaml", sightings, now };
  return healthOf(situation, modelFor(plan, quorum, false));
}

/** A deployment of the quorum, with a stand-in for ansible that answers for its servers. */
export async function deployed(told: Told) {
  const root = mkdtempSync(join(tmpdir(), "needle-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const { needle } = shell({ PATH: process.env["PATH"] }, root);
  cpSync("specs/lab-quorum.yaml", join(root, "specs/lab-quorum.yaml"));
  await needle("generate", "specs/lab-quorum.yaml");
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  const answer = servers.map((host) =>
    told[host] === undefined
      ? `${host} | UNREACHABLE! => {\n    "msg": "Failed to connect to the host via ssh: timed out"\n}\n`
      : `${host} | CHANGED | rc=0 >>\n${JSON.stringify(told[host])}\n`,
  );
  writeFileSync(join(root, "answer"), answer.join(""));
  writeFileSync(join(root, ".venv/bin/ansible"), '#!/bin/sh\necho "$@" > called\ncat answer\n', {
    mode: 0o755,
  });
  return { root, needle, called: () => readFileSync(join(root, "called"), "utf8") };
}
