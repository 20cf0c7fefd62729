import { template } from "../template.ts";

export interface RunbookData {
  readonly title: string;
  readonly cast: string;
  /** Where the machines are: titles of columns, and a row for each. */
  readonly columns: readonly string[];
  readonly places: readonly (readonly string[])[];
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

|{{#each columns}} {{this}} |{{/each}}
|{{#each columns}} --- |{{/each}}
{{#each places}}
|{{#each this}} {{this}} |{{/each}}
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
