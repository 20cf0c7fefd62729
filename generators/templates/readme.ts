import { template } from "../template.ts";

export interface ReadmeData {
  readonly name: string;
  readonly endpoint: string;
  readonly hosts: readonly { readonly name: string; readonly address: string; readonly role: string }[];
  readonly stages: readonly { readonly name: string; readonly summary: string }[];
  readonly days: readonly { readonly name: string; readonly summary: string }[];
  readonly roles: readonly { readonly name: string; readonly group: string; readonly description: string }[];
  readonly secrets: readonly { readonly name: string; readonly place: string; readonly purpose: string }[];
}

export const readme = template<ReadmeData>(`
# {{name}}

Plain Ansible: it needs ansible-core 2.14 or newer and the roles of needle in \`roles_path\`, not needle itself.

    ansible-playbook -i inventories/{{name}} playbooks/{{name}}/site.yaml

| host | address | role |
| --- | --- | --- |
{{#each hosts}}
| {{name}} | {{address}} | {{role}} |
{{/each}}

The Kubernetes API answers at \`{{endpoint}}\`.

## Stages

{{#each stages}}
- \`playbooks/{{../name}}/{{name}}.yaml\` {{summary}}
{{/each}}

One role alone: \`--tags ROLE\`.
{{#if days}}

For later days:

{{#each days}}
- \`playbooks/{{../name}}/{{name}}.yaml\` {{summary}}
{{/each}}
{{/if}}

| role | hosts | what it does |
| --- | --- | --- |
{{#each roles}}
| {{name}} | {{group}} | {{description}} |
{{/each}}

## Secrets

Their values stand in no file here. Each must be there when Ansible runs:

| secret | where it is looked for | what for |
| --- | --- | --- |
{{#each secrets}}
| {{name}} | \`{{place}}\` | {{purpose}} |
{{/each}}
`);
