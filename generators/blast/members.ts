import type { Seen } from "./hosts.ts";

/** The hosts of the needle's control plane: two make a pair. */
export const membersOf = (hosts: readonly Seen[]): string[] =>
  hosts.filter(({ groups }) => groups.includes("needle_control_plane")).map(({ name }) => name);
