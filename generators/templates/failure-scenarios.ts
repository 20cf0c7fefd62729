import { template } from "../template.ts";

export interface FailurePageData {
  readonly name: string;
  /** Titles of the columns of seconds. */
  readonly stakes: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly costs: readonly string[];
    readonly atRisk: string;
    readonly drill: string;
  }[];
  readonly timers: readonly { readonly what: string; readonly value: string }[];
  readonly courses: readonly string[];
  readonly phases: readonly { readonly what: string; readonly seconds: readonly string[] }[];
}

export const failurePage = template<FailurePageData>(`
# What can fail on {{name}}, and what it costs

Seconds are computed from the timers below and from what agents, boards and disks of today take on metal: expected, and in
brackets the most it may take. "person" waits for somebody; the runbook says for what. A drill with \`needle drill\` shows
the real figures.

| scenario |{{#each stakes}} {{this}} |{{/each}} acknowledged writes at risk | drill |
| --- |{{#each stakes}} --- |{{/each}} --- | --- |
{{#each rows}}
| [{{title}}](runbooks/{{id}}.md) |{{#each costs}} {{this}} |{{/each}} {{atRisk}} | {{drill}} |
{{/each}}

## What the seconds are made of

| timer | value |
| --- | --- |
{{#each timers}}
| {{what}} | {{value}} |
{{/each}}

| after the fault, or after the order to move |{{#each courses}} {{this}} |{{/each}}
| --- |{{#each courses}} --- |{{/each}}
{{#each phases}}
| {{what}} |{{#each seconds}} {{this}} |{{/each}}
{{/each}}
`);
