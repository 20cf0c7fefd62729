import { analyse } from "../compiler/analyse.ts";
import { printYaml } from "../compiler/output/yaml.ts";
import { generators } from "../generators/index.ts";
import { compile } from "../index.ts";
import { landscapeOf } from "./landscapes.ts";

/**
 * `generate` in memory against printing alone: the same documents, the same printer, one process, warmed up.
 * Called with the number of hosts, prints seconds of both.
 */
const hosts = Number(process.argv[2]);
const text = landscapeOf(hosts);
const { plan } = analyse(text, "bench.yaml", []);
if (!plan) throw new Error("the benchmark's spec is not sound");
const documents = generators
  .flatMap(({ generate }) => [...generate(plan, "bench.yaml")])
  .flatMap((file) => ("data" in file ? [file.data] : []));

const rounds = hosts > 5000 ? 4 : 6;
const best = { generate: Number.POSITIVE_INFINITY, print: Number.POSITIVE_INFINITY };
for (let round = 0; round < rounds; round += 1) {
  best.print = Math.min(
    best.print,
    timed(() => documents.map((data) => printYaml(data, "bench"))),
  );
  best.generate = Math.min(
    best.generate,
    timed(() => compile(text, "bench.yaml")),
  );
}
console.log(JSON.stringify(best));

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}
