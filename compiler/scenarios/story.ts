import type { Plan } from "../plan/plan.ts";
import type { Estimate } from "./estimate.ts";

export type Theme = "hosts" | "fencing" | "links" | "storage" | "services" | "site" | "people";

/** What a scenario of any topology is told about: a landscape with its real names. */
export interface Ground {
  readonly plan: Plan;
  /** How an Ansible playbook of this landscape is run, with words that only this run says. */
  play(name: string, ...words: readonly string[]): string;
}

/** One thing a person does: why, and what to type. */
export interface Step {
  readonly text: string;
  readonly commands?: readonly string[];
}

/** What may stand still: each topology has its own of them, see `outline.ts`. */
export type Stake = "storage" | "dns" | "api" | "pods";

/** How long each stands still, in seconds. Left out: not at all. "person": until somebody acts. */
export type Cost = { readonly [one in Stake]?: Estimate | "person" };

export interface Story {
  readonly title: string;
  /** What stops for the needle, for the nail, for those who use clusters. */
  readonly impact: { readonly needle: string; readonly nail: string; readonly users: string };
  /** What happens by itself. Empty: nothing does. */
  readonly automatic: readonly string[];
  readonly cost: Cost;
  /** Acknowledged writes that may be lost. */
  readonly atRisk: string;
  /** How it shows. */
  readonly seen: readonly string[];
  readonly remedy: readonly Step[];
  readonly over: string;
  readonly never?: string;
}

/** A failure, told to a site of one topology. */
export interface ScenarioOf<Site extends Ground> {
  readonly id: string;
  readonly theme: Theme;
  /** Left out: it can happen to every one. */
  readonly applies?: (site: Site) => boolean;
  /** The kind of `needle drill` that shows it. */
  readonly drill?: string;
  readonly tell: (site: Site) => Story;
}

/** Impacts that most stories share: the needle's API is away for a while. */
export const away = {
  needle: "no API, no deployments while it lasts",
  nail: "its API is away (its control plane runs on the needle); pods, ingress and data go on, nothing is scheduled or healed",
  users: "their clusters run on; creating or changing one waits",
};

export const unhurt = { needle: "nothing stands still", nail: "nothing", users: "nothing" };

export const none = "none";
