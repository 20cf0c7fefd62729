import * as z from "zod";
import { type Diagnostic, diagnose, type Result } from "./diagnostics/diagnostic.ts";
import { specOf } from "./output/marker.ts";
import { readYaml } from "./output/yaml.ts";
import { type Chosen, lockPath } from "./plan/lock.ts";

/** Reads a file of the deployment as it lies there, if it does. */
export type Read = (path: string) => string | undefined;

export const nothingThere: Read = () => undefined;

const Lock = z.strictObject({ host: z.string(), address: z.string(), port: z.int() });

/**
 * Committed like the rest, and so open to accidents: one that cannot be read is not taken for none. One that another spec has
 * made, which is still there, is none of ours.
 */
export function chosenFor(name: string, file: string, read: Read): Result<Chosen> {
  const path = lockPath(name);
  const text = read(path);
  if (text === undefined) return { diagnostics: [] };
  const maker = specOf(text);
  if (maker !== undefined && maker !== file && read(maker) !== undefined) return { diagnostics: [] };
  const { data, success } = Lock.safeParse(dataOf(text));
  return success ? { value: data, diagnostics: [] } : { diagnostics: [unreadable(path)] };
}

function dataOf(text: string): unknown {
  try {
    return readYaml(text);
  } catch {
    return undefined;
  }
}

const unreadable = (file: string): Diagnostic => diagnose("plan/endpoint-lock", { file });
