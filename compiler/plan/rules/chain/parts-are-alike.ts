import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import type { FilesystemLayout, Image, Partition, Size } from "../../partition.ts";
import type { ChainRule } from "./rule.ts";

/** Sizes, images and layouts belong to a metal-stack, whatever partition names them: one name, one thing. */
export const partsAreAlike: ChainRule = function* (chain) {
  for (const stage of stagesIn(chain)) {
    yield* differing("size", stage, ({ sizes }) => sizes.map((size) => [size.name, traits(size), size.at]));
    yield* differing("image", stage, ({ images }) =>
      images.map((image) => [image.id, source(image), image.at]),
    );
    yield* differing("layout", stage, ({ filesystemLayouts, at }) =>
      filesystemLayouts.map((layout) => [layout.id, disks(layout), at]),
    );
  }
};

type Named = readonly [name: string, what: unknown, at: Partition["at"]];

const traits = ({ cores, memory, storage }: Size) => ({ cores, memory, storage });

const source = ({ url, kind }: Image) => ({ url, kind });

/** What it is for may be said by each partition; what it is may not. */
const disks = ({ constraints: _, ...layout }: FilesystemLayout) => layout;

function* differing(
  what: string,
  { partitions }: Stage,
  namedIn: (partition: Partition) => readonly Named[],
): Iterable<Diagnostic> {
  const seen = new Map<string, readonly [partition: string, what: string]>();
  for (const partition of partitions)
    for (const [name, one, at] of namedIn(partition)) {
      const here = JSON.stringify(one);
      const [other, there] = seen.get(name) ?? [partition.id, here];
      if (there !== here) yield diagnose("plan/part-differs", at, { what, name, partition: other }, "key");
      seen.set(name, [other, there]);
    }
}
