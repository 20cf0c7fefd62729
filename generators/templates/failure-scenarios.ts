import { template } from "../template.ts";

export interface FailurePageData {
  readonly name: string;
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly storage: string;
    readonly dns: string;
    readonly api: string;
    readonly atRisk: string;
    readonly drill: string;
  }[];
  readonly timers: readonly { readonly what: string; readonly value: string }[];
  readonly phases: readonly {
    readonly what: string;
    readonly takeover: string;
    readonly switchover: string;
  }[];
}

export const failurePage = template<FailurePageData>(`
# What can fail on {{name}}, and what it costs

Seconds are computed from the timers below and from what agents, boards and disks of today take on metal: expected, and in
brackets the most it may take. "person" waits for somebody; the runbook says for what. A drill with \`needle drill\` shows
the real figures.

| scenario | storage and address | DNS primary | Kubernetes API | acknowledged writes at risk | drill |
| --- | --- | --- | --- | --- | --- |
{{#each rows}}
| [{{title}}](runbooks/{{id}}.md) | {{storage}} | {{dns}} | {{api}} | {{atRisk}} | {{drill}} |
{{/each}}

## What the seconds are made of

| timer | value |
| --- | --- |
{{#each timers}}
| {{what}} | {{value}} |
{{/each}}

| after the fault, or after the order to move | takeover | planned move |
| --- | --- | --- |
{{#each phases}}
| {{what}} | {{takeover}} | {{switchover}} |
{{/each}}
`);
