import * as z from "zod";
import type { Expression } from "../compiler/output/yaml.ts";
import type { Stage } from "../compiler/plan/chain.ts";
import type { Host, Plan } from "../compiler/plan/plan.ts";
import type { Effects } from "./effects.ts";

/** The inventory's groups of a needle's hosts. */
export type Group = "needle" | "needle_control_plane" | "needle_agents" | "needle_witness";

/** What may stand in for a value: the value, or Jinja that yields it, or by names. */
type Written<T> = {
  readonly [K in keyof T]?: T[K] | Expression | Record<string, Expression>;
};

/** The door between the plan and one Ansible role: what it is and accepts. */
export interface Contract<Vars extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** Title of its play, in the imperative. */
  readonly summary: string;
  /** What it does, for its README. */
  readonly description: string;
  readonly vars: Vars;
  /** What a change of each variable does to what runs. */
  readonly effects: { readonly [Name in keyof z.input<Vars>]-?: Effects };
}

/** A role of the needle's hosts: who gets it, how the plan fills it. */
export interface Role<Vars extends z.ZodObject = z.ZodObject> extends Contract<Vars> {
  readonly group: Group;
  /** One host after the other: the next one waits until this one has passed. */
  oneByOne?(plan: Plan): boolean;
  /** Left out: every plan wants it. */
  wanted?(plan: Plan): boolean;
  /** What every host of the group shares: group_vars. */
  shared(plan: Plan): Written<z.input<Vars>>;
  /** What the hosts of the control plane have in its place, in a role that other hosts have too: their group_vars. */
  servers?(plan: Plan): Written<z.input<Vars>>;
  /** What differs from host to host: it stands beside the host in the inventory. */
  own?(plan: Plan, host: Host): Written<z.input<Vars>>;
}

/** A role that speaks to the API of a stage's cluster, from the controller. */
export interface StageRole<Vars extends z.ZodObject = z.ZodObject> extends Contract<Vars> {
  /** Left out: every stage wants it. */
  wanted?(stage: Stage): boolean;
  variables(stage: Stage, plan: Plan): Written<z.input<Vars>>;
}

export const defineRole = <Vars extends z.ZodObject>(role: Role<Vars>): Role<Vars> => role;

export const defineStageRole = <Vars extends z.ZodObject>(role: StageRole<Vars>): StageRole<Vars> => role;

/** Variables that hold secrets: filled by expressions only, marked no_log in argument_specs. */
export const secrets = z.registry<{ readonly secret: true }>();

export const secret = (description: string): z.ZodString =>
  z.string().min(1).describe(description).register(secrets, { secret: true });
