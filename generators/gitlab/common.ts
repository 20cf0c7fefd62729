import { metalStagesOf } from "../metal-stack/stages.ts";
import { commonOf, type Job, type Jobs, onHostsOf, onNailOf, type Site } from "./pipeline.ts";
import { onChange } from "./rules.ts";

/** What the other jobs extend. `default` and `workflow` are left to the file that includes this one. */
export function common(site: Site): Jobs {
  const { plan, gitlab } = site;
  const base: Job = {
    ...(gitlab.image && { image: gitlab.image }),
    tags: [...gitlab.anywhere],
    retry: { max: 1, when: ["runner_system_failure"] },
    rules: [...onChange],
  };
  const onHosts: Job = {
    extends: commonOf(site),
    resource_group: `needle-${plan.name}`,
    interruptible: false,
    timeout: "3 hours",
    before_script: [expectFiles(files(site)), refuseItself, handOver(site)],
  };
  const onNail: Job = {
    extends: onHostsOf(site),
    before_script: [expectFiles(files(site)), refuseItself, handOver(site), nailKeys],
  };
  return {
    [commonOf(site)]: ["What all jobs have in common.", base],
    [onHostsOf(site)]: [aboutHosts(site), onHosts],
    ...(usesVault(site) && hasNail(site) && { [onNailOf(site)]: [aboutNail, onNail] }),
  };
}

const hasNail = ({ plan }: Site): boolean => metalStagesOf(plan).some(({ team }) => team === "nail");

/** Jobs of the needle never have the nail's password; those of the nail reach its clusters through the needle's. */
const aboutNail =
  "The same for stages of the nail, whose team may have a password of its own: NAIL_VAULT_PASSWORD, of type File as well.\nLeft out: that of the needle opens the nail's files, too. Give it to the environment of the nail alone.";

const nailKeys = `export ANSIBLE_VAULT_IDENTITY_LIST="needle@$NEEDLE_VAULT_PASSWORD,nail@\${NAIL_VAULT_PASSWORD:-$NEEDLE_VAULT_PASSWORD}"`;

const files = (site: Site): readonly string[] => [
  "NEEDLE_SSH_KEY",
  "NEEDLE_KNOWN_HOSTS",
  ...(usesVault(site) ? ["NEEDLE_VAULT_PASSWORD"] : []),
];

/** Secrets of other kinds are looked up where they are. */
export const usesVault = ({ plan }: Site): boolean => plan.secrets.some(({ kind }) => kind === "vault");

const aboutHosts = (site: Site): string =>
  [
    "What jobs have in common that log in to hosts. They want variables of the project, of type File and protected:",
    "NEEDLE_SSH_KEY, a private key that the hosts let in; NEEDLE_KNOWN_HOSTS, the hosts' keys as ssh-keyscan prints them" +
      (usesVault(site) ? ";" : "."),
    ...(usesVault(site) ? ["NEEDLE_VAULT_PASSWORD, the password of the vault, masked as well."] : []),
  ].join("\n");

/** What stands in the variable is never shown: where it is not of type File, it is the secret itself. */
const expectFiles = (names: readonly string[]): string => `for name in ${names.join(" ")}; do
  file=$(printenv "$name") && [ -f "$file" ] && chmod 600 "$file" ||
    { echo "The project lacks the variable $name, of type File."; exit 1; }
done`;

/** Tags are kept by GitLab and can be wrong there; the runner's own name cannot. */
const refuseItself = `case " $NEEDLE_HOSTS " in *" \${NEEDLE_RUNNER_HOST:--} "*)
  echo "$NEEDLE_RUNNER_HOST would deploy itself. Correct its runner's tags in GitLab."; exit 1 ;;
esac`;

const handOver = (site: Site): string =>
  [
    'export ANSIBLE_PRIVATE_KEY_FILE="$NEEDLE_SSH_KEY"',
    'export ANSIBLE_SSH_COMMON_ARGS="-o UserKnownHostsFile=$NEEDLE_KNOWN_HOSTS"',
    ...(usesVault(site) ? ['export ANSIBLE_VAULT_PASSWORD_FILE="$NEEDLE_VAULT_PASSWORD"'] : []),
  ].join("\n");
