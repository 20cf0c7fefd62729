import { ago, kibibytes } from "../../site/durations.ts";
import { proofsOf } from "../proofs.ts";
import type { Rule } from "../view.ts";

const day = 86_400;

const verify: Rule = function* ({ states, now }) {
  const verified = [...states.values()].flatMap((state) => (state.verify ? [state.verify] : []));
  const last = verified.sort((a, b) => (b.time ?? 0) - (a.time ?? 0))[0];
  if (!last) {
    if (states.size > 0)
      yield {
        what: "the two copies were never compared",
        todo: "the weekly timer does it: systemctl list-timers",
        note: true,
      };
    return;
  }
  if ((last.outOfSync ?? 0) > 0)
    yield {
      what: `the two copies differ in ${kibibytes(last.outOfSync ?? 0)}`,
      todo: "find out which disk is bad (SMART, a backup) before the good copy is overwritten; then reconnect",
    };
  else if (last.time !== undefined && now - last.time > 10 * day)
    yield {
      what: `the two copies were compared ${ago(last.time, now)}`,
      todo: "systemctl list-timers: does the weekly timer run?",
    };
};

const room: Rule = function* ({ states }) {
  for (const { mounted, free, size, host } of states.values())
    if (mounted && free !== undefined && size && free / size < 0.15)
      yield {
        what: `the data volume on ${host} is ${Math.round(100 - (100 * free) / size)} % full`,
        todo: "enlarge it on both hosts: lvextend, drbdadm resize, resize2fs",
      };
};

const untried: Rule = function* (view) {
  const proofs = proofsOf(view);
  for (const host of view.members) {
    const proof = proofs.get(host);
    const old = proof && view.now - proof.time > 120 * day;
    if (proof && !old) continue;
    yield {
      what: proof
        ? `that ${host} can be fenced was proved ${ago(proof.time, view.now)}`
        : `that ${host} can be fenced was never proved`,
      todo: `needle drill power-cut ${view.spec}, when ${host} is active`,
      note: true,
    };
  }
};

/** What can wait until tomorrow, but not for ever. */
export const reminders: readonly Rule[] = [verify, room, untried];
