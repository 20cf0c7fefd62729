import * as z from "zod";
import type { Gitlab } from "../../compiler/plan/gitlab.ts";
import type { Plan } from "../../compiler/plan/plan.ts";

const Words = z.array(z.string()).min(1);
const Variables = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());

const Rule = z.strictObject({
  if: z.string(),
  when: z.literal("manual").optional(),
  allow_failure: z.literal(false).optional(),
  variables: Variables.optional(),
});

const Artifacts = z.strictObject({
  when: z.literal("always"),
  access: z.literal("developer"),
  expire_in: z.string(),
  expose_as: z.string().optional(),
  paths: Words.optional(),
  reports: z.strictObject({ codequality: Words.optional(), junit: Words.optional() }).optional(),
});

const Job = z.strictObject({
  extends: z.string().optional(),
  stage: z.string().optional(),
  image: z.string().optional(),
  tags: Words.optional(),
  needs: z.array(z.string()).optional(),
  rules: z.array(Rule).min(1).optional(),
  resource_group: z.string().optional(),
  interruptible: z.boolean().optional(),
  timeout: z.string().optional(),
  retry: z.strictObject({ max: z.int(), when: Words }).optional(),
  environment: z
    .strictObject({
      name: z.string(),
      deployment_tier: z.literal("production").optional(),
      action: z.enum(["start", "verify"]),
    })
    .optional(),
  variables: Variables.optional(),
  before_script: Words.optional(),
  script: Words.optional(),
  after_script: Words.optional(),
  artifacts: Artifacts.optional(),
});

/** A file for `include`. GitLab checks more; this is what needle says of it. */
export const Pipeline = z.object({ stages: Words }).catchall(Job);

export type Job = z.input<typeof Job>;
export type Rule = z.input<typeof Rule>;

/** What jobs are made for: one landscape, and how they call needle with its spec. */
export interface Site {
  readonly plan: Plan;
  readonly gitlab: Gitlab;
  /** A command line: the verb, then the spec, then the rest. */
  needle(verb: string, rest?: string): string;
}

/** Jobs by name, each with the sentence that stands before it. */
export type Jobs = Readonly<Record<string, readonly [why: string, job: Job]>>;

export const stages = ["check", "rehearse", "deploy", "verify", "watch"] as const;

export const jobOf = ({ plan }: Site, name: string): string => `${plan.name}:${name}`;

/** Jobs that begin with a dot are for others to extend. */
export const commonOf = ({ plan }: Site): string => `.${plan.name}`;
export const onHostsOf = ({ plan }: Site): string => `.${plan.name}:hosts`;
export const onNailOf = ({ plan }: Site): string => `.${plan.name}:nail`;

export const fileOf = ({ plan }: Site, name: string): string => `needle-${plan.name}-${name}`;

/** Logs and reports name hosts and what is changed on them. */
export const keep = (artifacts: Omit<z.input<typeof Artifacts>, "when" | "access" | "expire_in">): Job => ({
  artifacts: { when: "always", access: "developer", expire_in: "30 days", ...artifacts },
});
