import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { stagesIn } from "../../chain.ts";
import type { Budget } from "../../partition.ts";
import type { ChainRule } from "./rule.ts";

/** What the needle's partition is made for. */
const few = 8;
const many = 16;

export const machinesAreEnough: ChainRule = function* (chain) {
  for (const budget of chain.budget) yield* tooFew(budget);
  for (const { kind, partitions } of stagesIn(chain))
    for (const { id, waiting: wanted, at } of partitions) {
      const here = chain.budget.filter(({ stage, partition }) => stage === kind && partition === id);
      const waiting = here.reduce((sum, { waiting }) => sum + waiting, 0);
      if (waiting < wanted && here.every(({ waiting }) => waiting >= 0))
        yield diagnose("plan/too-few-waiting", [...at, "waiting"], { partition: id, waiting, wanted });
    }
  const machines = chain.needle.partitions
    .flatMap(({ sizes }) => sizes)
    .reduce((sum, { machines }) => sum + machines, 0);
  if (machines < few || machines > many)
    yield diagnose("plan/machines-outside-range", ["needle", "partition", "sizes"], { machines }, "key");
};

function* tooFew({
  partition,
  size,
  there,
  workers,
  firewalls,
  surge,
  waiting,
  at,
}: Budget): Iterable<Diagnostic> {
  const place = [...at, "machines"];
  if (waiting < 0)
    yield diagnose("plan/too-few-machines", place, {
      partition,
      size,
      there,
      needed: `${workers + firewalls}: ${workers} workers and ${firewalls} firewalls`,
    });
  else if (waiting < surge) yield diagnose("plan/no-machine-to-roll", place, { size, surge, waiting });
}
