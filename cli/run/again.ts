import { inShell } from "../ansible.ts";

export interface Said {
  readonly spec: string;
  readonly stage: string;
  readonly lab?: boolean | undefined;
  readonly ansible: readonly string[];
}

/** What a person types to go on with a run that has stopped. */
export function resumeOf({ spec, stage, lab, ansible }: Said): string {
  const words = ["needle", "run", ...(lab ? ["--lab"] : []), spec, ...(stage === "site" ? [] : [stage])];
  return inShell([...words, "--resume", ...(ansible.length > 0 ? ["--", ...ansible] : [])]);
}
