import { majorityOf } from "../../compiler/plan/quorum.ts";
import type { Seen } from "./hosts.ts";

/** The hosts of the needle's control plane: two make a pair, more a quorum. */
export const membersOf = (hosts: readonly Seen[]): string[] => controlPlaneOf(hosts).map(({ name }) => name);

const controlPlaneOf = (hosts: readonly Seen[]): Seen[] =>
  hosts.filter(({ groups }) => groups.includes("needle_control_plane"));

export const isPair = (members: readonly string[]): boolean => members.length === 2;
export const isQuorum = (members: readonly string[]): boolean => members.length > 2;

/** How many of a quorum may be away without a halt. */
export const spareOf = (members: number): number => members - majorityOf(members);

/** Members that etcd knew and finds no more: etcd knows a member by its address. */
export function lostOf(before: readonly Seen[], after: readonly Seen[]): string[] {
  const left = controlPlaneOf(after);
  return controlPlaneOf(before)
    .filter((had) => !left.some((has) => has.name === had.name && addressOf(has) === addressOf(had)))
    .map(({ name }) => name);
}

const addressOf = ({ variables }: Seen): unknown => variables["ansible_host"];
