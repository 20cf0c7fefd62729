import { readYaml } from "../../../compiler/output/yaml.ts";

export interface Rule {
  readonly if?: string;
  readonly when?: string;
  readonly allow_failure?: boolean;
  readonly variables?: Variables;
}

export type Variables = Readonly<Record<string, string>>;

/** A job as GitLab sees it, with what it extends. */
export interface Job {
  readonly stage: string;
  readonly tags: readonly string[];
  readonly needs?: readonly string[];
  readonly rules: readonly Rule[];
  readonly resource_group?: string;
  readonly variables?: Variables;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly environment?: { readonly name: string; readonly action: string };
  readonly artifacts?: {
    readonly paths?: readonly string[];
    readonly reports?: Readonly<Record<string, readonly string[]>>;
  };
}

export interface Pipeline {
  readonly stages: readonly string[];
  readonly jobs: ReadonlyMap<string, Job>;
}

type Written = Partial<Job> & { readonly extends?: string };

/** Reads a pipeline's file: hidden jobs are gone, those that extend them are whole. */
export function readPipeline(text: string): Pipeline {
  const { stages, ...written } = readYaml(text) as { stages: string[] } & Record<string, Written>;
  const whole = (name: string): Written => {
    const { extends: base, ...own } = written[name] ?? {};
    if (base === undefined) return own;
    if (!written[base]) throw new Error(`${name} extends ${base}, which is not there`);
    const { variables, ...inherited } = whole(base);
    return { ...inherited, ...own, variables: { ...variables, ...own.variables } };
  };
  const names = Object.keys(written).filter((name) => !name.startsWith("."));
  return { stages, jobs: new Map(names.map((name) => [name, whole(name) as Job])) };
}
