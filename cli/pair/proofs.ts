import type { Proof, View } from "./view.ts";

/** The newest proof for each host that it can be fenced: what the cluster remembers, or a drill has recorded. */
export function proofsOf({ states, proofs, members }: View): Map<string, Proof> {
  const remembered = [...states.values()].flatMap(({ fencing }) =>
    (fencing?.history ?? []).flatMap(({ target, status, completed }) =>
      status === "success" && completed !== undefined
        ? [{ host: target, time: completed, by: "the cluster's history" }]
        : [],
    ),
  );
  const all = [...proofs, ...remembered].sort((a, b) => a.time - b.time);
  return new Map(all.filter(({ host }) => members.includes(host)).map((proof) => [proof.host, proof]));
}
