import { bytes } from "../../compiler/plan/chain/quantity.ts";
import { footprintsOn, total } from "../../compiler/plan/footprints.ts";
import type { Host, Plan } from "../../compiler/plan/plan.ts";
import { kibibytes } from "../site/durations.ts";

/** What services take of each host together, and of how much where the spec says it. */
export const sizeRows = (plan: Plan): string[][] =>
  plan.hosts.map((host) => {
    const { name, disks, capacity } = host;
    const footprints = footprintsOn(host, plan);
    return [
      name,
      sizeOf(total(footprints, "memory"), capacity.memory),
      sizeOf(total(footprints, "root"), capacity.root),
      disks.length > 0 ? sizeOf(total(footprints, "data"), capacity.data) : "on root",
      footprints.map(({ service }) => service).join(", "),
    ];
  });

const sizeOf = (mebibytes: number, has: Host["capacity"]["memory"]): string =>
  has === undefined
    ? kibibytes(mebibytes * 1024)
    : `${kibibytes(mebibytes * 1024)} of ${kibibytes(bytes(has) / 1024)}`;
