import type { Image } from "./image.ts";
import type { Place } from "./place.ts";

/** What differs between a container and a machine; the rest of a lab is common to both. */
export interface Maker {
  /** Seconds from start to ready on a quiet machine, with room to spare. */
  readonly seconds: number;
  /** Once per lab: disks and what stays over a power cut. */
  prepare(place: Place, image: Image): Promise<void>;
  start(place: Place): Promise<void>;
  kill(place: Place): Promise<void>;
}
