import type { Stage } from "../chain.ts";
import type { Shoot } from "../garden.ts";
import type { Budget, Partition, Size } from "../partition.ts";

/** Machines needed against machines there. The nail's clusters stand in the needle's partition. */
export const budgetOf = (stages: readonly Stage[]): Budget[] =>
  stages.flatMap(({ kind, partitions, garden }) =>
    partitions.flatMap((partition) =>
      partition.sizes.map((size) => budgetOfSize(kind, partition, size, garden?.shoots ?? [])),
    ),
  );

function budgetOfSize(
  stage: Stage["kind"],
  partition: Partition,
  { name, machines, at }: Size,
  shoots: readonly Shoot[],
): Budget {
  const here = shoots.filter((shoot) => shoot.partition === partition.id);
  const groups = here.map(({ workers }) => workers.filter(({ size }) => size === name));
  const workers = sum(groups.flat().map(({ count }) => count));
  const firewalls = here.filter(({ firewall }) => firewall.size === name).length;
  return {
    stage,
    partition: partition.id,
    size: name,
    there: machines,
    workers,
    firewalls,
    surge: Math.max(0, ...groups.map((group) => sum(group.map(({ surge }) => surge)))),
    waiting: machines - workers - firewalls,
    at,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
