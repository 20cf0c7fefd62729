import * as z from "zod";
import { type Diagnostic, diagnose, type Result } from "../diagnostics/diagnostic.ts";
import { specOf } from "../output/marker.ts";
import { readYaml } from "../output/yaml.ts";

/** Reads a file of the deployment as it lies there, if it does. */
export type Read = (path: string) => string | undefined;

export const nothingThere: Read = () => undefined;

/** A spec's name, and what lies around it. */
export interface Surroundings {
  readonly file: string;
  readonly read: Read;
}

/** The endpoint as it was chosen when the deployment was last generated. */
export type Chosen = z.output<typeof Chosen>;
const Chosen = z.strictObject({ host: z.string(), address: z.string(), port: z.int() });

export const lockPath = (name: string): string => `playbooks/${name}/endpoint.lock`;

/**
 * Committed like the rest, and so open to accidents: one that cannot be read is not taken for none. One that another spec has
 * made, which is still there, is none of ours.
 */
export function chosenFor(name: string, { file, read }: Surroundings): Result<Chosen> {
  const path = lockPath(name);
  const text = read(path);
  if (text === undefined) return { diagnostics: [] };
  const maker = specOf(text);
  if (maker !== undefined && maker !== file && read(maker) !== undefined) return { diagnostics: [] };
  const { data, success } = Chosen.safeParse(dataOf(text));
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
