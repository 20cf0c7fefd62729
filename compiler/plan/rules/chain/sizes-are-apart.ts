import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { stagesIn } from "../../chain.ts";
import { knownImages } from "../../known/images.ts";
import type { Partition, Range, Size } from "../../partition.ts";
import type { ChainRule } from "./rule.ts";

/** metal-stack tells a machine's size by what it has: one machine, one size. */
export const sizesAreApart: ChainRule = function* (chain) {
  for (const partition of stagesIn(chain).flatMap(({ partitions }) => partitions)) {
    for (const size of partition.sizes) yield* backwards(size);
    yield* pairs(partition);
    for (const { id, url, at } of partition.images)
      if (url === "")
        yield diagnose("plan/image-without-address", at, { image: id, known: knownImages.join(", ") }, "key");
  }
};

const traits = ["cores", "memory", "storage"] as const;

function* backwards(size: Size): Iterable<Diagnostic> {
  for (const what of traits)
    if (size[what].min > size[what].max)
      yield diagnose("plan/size-backwards", [...size.at, "atLeast", what], { what, size: size.name });
}

function* pairs({ sizes }: Partition): Iterable<Diagnostic> {
  for (const [index, size] of sizes.entries()) {
    const other = sizes
      .slice(0, index)
      .find((other) => traits.every((what) => meet(size[what], other[what])));
    if (other) yield diagnose("plan/sizes-overlap", size.at, { size: size.name, other: other.name }, "key");
  }
}

const meet = (a: Range, b: Range): boolean => a.min <= b.max && b.min <= a.max;
