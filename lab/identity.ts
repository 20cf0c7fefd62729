import { createHash } from "node:crypto";
import type { Place } from "./place.ts";

/**
 * Who the machine is, for its kernel and for its board controller alike. From the host alone and not from the lab:
 * a restored machine has read it long ago, and its new lab may have another name.
 */
export function uuidOf({ host }: Place): string {
  const hex = createHash("sha256").update(`${host.name} ${host.address}`).digest("hex");
  // A random one in form (version 4, variant 1), by which clients find out in which order the bytes stand.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

export function serialOf(place: Place): string {
  return `LAB${uuidOf(place).slice(0, 8).toUpperCase()}`;
}

/**
 * The bytes a controller answers to "Get System GUID", in SMBIOS order (the first three fields little-endian), as
 * most boards send it; the IPMI standard wants all 16 reversed. `ipmitool -I lanplus mc guid` finds the order out and
 * prints the text that the machine has in /sys/class/dmi/id/product_uuid; `raw 6 0x37` prints the bytes as they come.
 * Inside the machine ipmi_sim answers neither: "Invalid command".
 */
export function guidOf(place: Place): string {
  const [low = "", mid = "", high = "", ...rest] = uuidOf(place).split("-");
  return [...[low, mid, high].map(reversed), ...rest].join("");
}

function reversed(hex: string): string {
  return Buffer.from(hex, "hex").reverse().toString("hex");
}
