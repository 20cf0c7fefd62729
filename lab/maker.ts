import type { Image } from "./image.ts";
import type { Place } from "./place.ts";
import type { Mark } from "./process.ts";

/** What differs between a container and a machine; the rest of a lab is common to both. */
export interface Maker {
  /** Seconds from start to ready on a quiet machine, with room to spare. */
  readonly seconds: number;
  /** Once per lab: disks and what stays over a power cut. Disks that are there already are kept. */
  prepare(place: Place, image: Image): Promise<void>;
  start(place: Place): Promise<void>;
  kill(place: Place): Promise<void>;
  /** A power cut that only the host itself notices. */
  pull(place: Place): Promise<void>;
  /** The processes that are the host: without them it has no power, stopped it hangs. */
  processes(place: Place): Promise<Mark[]>;
  /** The files that are its disks, in its directory. */
  disks(place: Place): string[];
}
