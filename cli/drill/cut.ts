import { forget, selfHeal, undoLater } from "./self-healing.ts";
import type { Break } from "./steps.ts";

/** Packets from and to some addresses are dropped on a host, both directions; ssh from elsewhere is not touched. */
export function cut(host: string, addresses: readonly string[], what: string): Break {
  const set = `{ ${addresses.join(", ")} }`;
  const rules = [
    "table inet needle_drill {",
    `  chain input { type filter hook input priority -300; ip saddr ${set} drop; }`,
    `  chain output { type filter hook output priority -300; ip daddr ${set} drop; }`,
    "}",
  ].join("\n");
  const mend = "nft delete table inet needle_drill";
  return {
    breaks: [
      {
        on: host,
        what: `drop ${what} (${addresses.join(", ")}); undone by itself after ${selfHeal} s`,
        act: { script: `${undoLater(mend)} && nft -f - <<'END'\n${rules}\nEND` },
      },
    ],
    heals: [{ on: host, what: "drop nothing any more", act: { script: `${mend} 2>/dev/null; ${forget}` } }],
  };
}
