import { type Analysis, analyse } from "./analyse.ts";
import type { Read } from "./chosen.ts";
import type { Generator, OutputFile } from "./generator.ts";
import { gate, passGate } from "./output/gate.ts";
import { markerOf } from "./output/marker.ts";
import type { Tree } from "./output/tree.ts";
import { printYaml, readYaml } from "./output/yaml.ts";
import type { Plan } from "./plan/plan.ts";

export interface Compilation extends Analysis {
  readonly tree?: Tree;
}

/** All of needle's thinking: text in, files and remarks out. No disk, no clock, no process. */
export function compile(
  text: string,
  file: string,
  generators: readonly Generator[],
  read?: Read,
): Compilation {
  const analysis = analyse(text, file, generators, read);
  const { plan } = analysis;
  return plan ? { ...analysis, tree: emit(plan, generators, file) } : analysis;
}

function emit(plan: Plan, generators: readonly Generator[], spec: string): Tree {
  const marker = markerOf(spec);
  const tree = new Map<string, string>();
  for (const { name, generate } of generators) {
    for (const file of generate(plan, spec)) {
      if (tree.has(file.path)) throw new Error(`${name} writes ${file.path}, which is already written`);
      tree.set(file.path, print(file, marker));
    }
  }
  for (const generator of generators) keepObligations(generator, plan, tree);
  return tree;
}

function print(file: OutputFile, marker: string): string {
  if ("text" in file) return `${file.comment(marker)}\n${file.text}`;
  const text = printYaml(file.data, marker, file.comments);
  if (file.contract) passGate(file.path, readYaml(text), gate(file.contract));
  return text;
}

function keepObligations({ obligations }: Generator, plan: Plan, tree: Tree): void {
  if (!obligations) return;
  const seen = new Map<string, unknown>();
  const read = (path: string): unknown => {
    if (!seen.has(path)) seen.set(path, readYaml(tree.get(path) ?? ""));
    return seen.get(path);
  };
  for (const { reader, data, contract } of obligations(plan, read)) passGate(reader, data, gate(contract));
}
