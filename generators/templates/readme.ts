import { template } from "../template.ts";

export interface ReadmeData {
  readonly name: string;
  readonly endpoint: string;
  readonly hosts: readonly { readonly name: string; readonly address: string; readonly role: string }[];
  readonly stages: readonly { readonly name: string; readonly summary: string }[];
  readonly days: readonly { readonly name: string; readonly summary: string; readonly words: string }[];
  /** Of Ansible, for metal-stack's roles: NAME=VALUE. */
  readonly settings: string;
  /** Of metal-stack's own roles. */
  readonly metal: readonly {
    readonly deployment: string;
    readonly file: string;
    readonly summary: string;
    readonly environment: string;
  }[];
  /** There where a pipeline deploys. */
  readonly gitlab:
    | {
        readonly file: string;
        readonly runners: readonly {
          readonly host: string;
          readonly tags: string;
          readonly place: string;
        }[];
      }
    | undefined;
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
- \`playbooks/{{../name}}/{{name}}.yaml\` {{summary}}{{#if words}}: \`{{words}}\`{{/if}}
{{/each}}
{{/if}}
{{#if metal}}

## metal-stack

These drive metal-stack's own roles, unchanged, from its release vector, and want the ansible-core of its deployment image,
2.18: with 2.19 its role for SONiC fails (\`deploy_partition\`), with 2.14 there are no managed seeds. In one shell:

    export {{settings}}
    export ANSIBLE_ROLES_PATH=~/.ansible/roles:roles
    ansible localhost -i inventories/{{name}} -m metalstack.base.metal_stack_release_vector

Then in this order, each with \`KUBECONFIG\` and \`K8S_AUTH_KUBECONFIG\` naming the file of its cluster. Between
\`deploy_partition\` and \`deploy_shoots\` the machines boot: \`metalctl machine ls\` shows them waiting.

| playbook | cluster | what it does |
| --- | --- | --- |
{{#each metal}}
| \`playbooks/{{deployment}}/{{file}}.yaml\` | {{#if environment}}\`{{environment}}\`{{/if}} | {{summary}} |
{{/each}}
{{/if}}

| role | hosts | what it does |
| --- | --- | --- |
{{#each roles}}
| {{name}} | {{group}} | {{description}} |
{{/each}}
{{#if gitlab}}

## GitLab

\`{{gitlab.file}}\` is a pipeline for a \`.gitlab-ci.yml\` to include. It tells which variables the project needs. Schedules set
\`NEEDLE_SCHEDULE\` to \`backups\`, \`certificates\`, \`restore\` where hosts are backed up or, of a pair, \`drill\`. Jobs that log in
to hosts wait for each other; for them to go in order, set the resource group's process mode to \`oldest_first\` (by the API).
Protect the environment {{name}} and the branch: whoever may change them is root on the hosts.
{{#if gitlab.runners}}

Make these runners in GitLab, protected, with these tags and no untagged jobs; each shows its token once:

| host | tags | its token goes to |
| --- | --- | --- |
{{#each gitlab.runners}}
| {{host}} | \`{{tags}}\` | \`{{place}}\` |
{{/each}}
{{/if}}
{{/if}}

## Secrets

Their values stand in no file here. Each must be there when Ansible runs:

| secret | where it is looked for | what for |
| --- | --- | --- |
{{#each secrets}}
| {{name}} | \`{{place}}\` | {{purpose}} |
{{/each}}
`);
