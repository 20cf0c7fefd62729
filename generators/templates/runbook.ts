import { template } from "../template.ts";

export interface RunbookData {
  readonly title: string;
  readonly cast: string;
  readonly whereabouts: readonly {
    readonly name: string;
    readonly address: string;
    readonly replication: string;
    readonly bmc: string;
    readonly rack: string;
  }[];
  readonly impact: { readonly needle: string; readonly nail: string; readonly users: string };
  readonly automatic: readonly string[];
  readonly cost: string;
  readonly atRisk: string;
  readonly seen: readonly string[];
  readonly remedy: readonly { readonly text: string; readonly commands: readonly string[] }[];
  readonly over: string;
  readonly never: string;
}

export const runbook = template<RunbookData>(`
# {{title}}

**{{cast}}**

| where | address | replication | BMC | rack |
| --- | --- | --- | --- | --- |
{{#each whereabouts}}
| {{name}} | {{address}} | {{replication}} | {{bmc}} | {{rack}} |
{{/each}}

| who | what stops |
| --- | --- |
| needle | {{impact.needle}} |
| nail | {{impact.nail}} |
| users of clusters | {{impact.users}} |

Acknowledged writes at risk: {{atRisk}}.

## How it shows

{{#each seen}}
- {{this}}
{{/each}}

## What happens by itself

{{#each automatic}}
- {{this}}
{{/each}}

{{cost}}

## What to do

{{#each remedy}}
1. {{text}}
{{#if commands}}

{{#each commands}}
       {{this}}
{{/each}}

{{/if}}
{{/each}}

## It is over when

{{over}}
{{#if never}}

## Never

{{never}}
{{/if}}
`);
