import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Proof } from "../pair/view.ts";
import { fieldsOf, numberOf, textOf, timeOf } from "./fields.ts";

export const recordsFolder = ".needle/drills";

/** Keeps what a drill found; answers with the file. Records are history: each has its own name and none is overwritten. */
export function keepRecord(
  folder: string,
  { landscape, drill, began }: { readonly landscape: string; readonly drill: string; readonly began: string },
  record: unknown,
): string {
  mkdirSync(folder, { recursive: true });
  const stamp = began.replace(/[-:]|\.\d+/g, "");
  const file = join(folder, `${landscape}-${drill}-${stamp}.json`);
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`, { flag: "wx" });
  return file;
}

/** Of whom: what the lab has shown proves nothing about real hosts of the same name. */
export interface Whose {
  readonly landscape: string;
  readonly where: "lab" | "site";
}

/** The fencings that drills have seen succeed. A file that is no record is passed over. */
export function proofsIn(folder: string, whose: Whose): Proof[] {
  return filesIn(folder)
    .filter((name) => name.startsWith(`${whose.landscape}-`) && name.endsWith(".json"))
    .flatMap((name) => proofIn(join(folder, name), whose));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function proofIn(file: string, { landscape, where }: Whose): Proof[] {
  const record = fieldsOf(contentOf(file));
  const drill = textOf(record?.["drill"]);
  const fenced = textOf(record?.["fencedHost"]);
  const time = timeOf(record?.["began"]);
  const seconds = numberOf(fieldsOf(record?.["phases"])?.["fenced"]);
  const own = record?.["landscape"] === landscape && record["where"] === where;
  if (!own || drill === undefined || fenced === undefined) return [];
  return time === undefined || seconds === undefined
    ? []
    : [{ host: fenced, time: time + seconds, by: `drill ${drill}, ${seconds.toFixed(1)} s` }];
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
