import { Expression } from "../../compiler/output/yaml.ts";
import type { Stage, Target } from "../../compiler/plan/chain.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { jinjaOf, mentions, valueOrNothing } from "../secrets.ts";
import { kubeconfigOf } from "./kubeconfigs.ts";
import { onController } from "./play.ts";

/**
 * metal-roles look things up in the cluster while Ansible reads variables, which only sees the environment of Ansible
 * itself. So it is not set by a play, but looked at: nothing is ever deployed into another cluster.
 */
const expectCluster = (target: Target) => ({
  name: "Expect the kubeconfig of this cluster in the environment",
  "ansible.builtin.assert": {
    that: [
      "lookup('ansible.builtin.env', 'KUBECONFIG') == wanted",
      "lookup('ansible.builtin.env', 'K8S_AUTH_KUBECONFIG') == wanted",
    ],
    fail_msg: new Expression("export KUBECONFIG={{ wanted }} K8S_AUTH_KUBECONFIG={{ wanted }}"),
    quiet: true,
  },
  vars: { wanted: kubeconfigOf(target) },
  tags: ["always"],
});

/** Half of a stage would be deployed before the first role asks for a secret that is not there. Values are never shown. */
const expectSecrets = ({ deployment }: Stage) => ({
  name: "Expect a value of every secret",
  "ansible.builtin.assert": {
    that: ["missing | length == 0"],
    fail_msg: new Expression(
      `Nothing was changed: there is no value for {{ missing | join(', ') }}. \`needle secrets make SPEC\` makes what may be random, \`needle secrets set SPEC NAME\` takes what a person knows. Without needle: variables go into inventories/${deployment}/group_vars/all/vault.yaml, by ansible-vault.`,
    ),
    quiet: true,
  },
  vars: {
    missing: new Expression(
      "{{ needle_secrets | dict2items | selectattr('value', 'match', '^(ENC.AES.*)?$') | map(attribute='key') | list }}",
    ),
  },
  tags: ["always"],
});

/** Where this goes to; nothing of it changes anything there. */
export const lookAt = (target: Target) =>
  onController({ name: "Look which cluster this goes to", tasks: [expectCluster(target)] });

/** The same before something is changed. */
export const guardOf = (stage: Stage, target: Target) =>
  onController({
    name: "Look before leaping",
    tasks: [expectCluster(target), expectSecrets(stage)],
  });

/** Each secret that variables of a stage take a value from, by the place where its value is looked for. */
export function secretsOf(files: readonly { readonly data: unknown }[], { secrets }: Plan) {
  const text = JSON.stringify(files.map(({ data }) => data));
  const used = secrets.filter((secret) => mentions(jinjaOf(secret))(text));
  return {
    needle_secrets: Object.fromEntries(
      used.map((secret) => [secret.place, new Expression(`{{ ${valueOrNothing(secret)} }}`)]),
    ),
  };
}
