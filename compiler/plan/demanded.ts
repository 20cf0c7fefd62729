import { wantedSecrets } from "./chain/secrets.ts";
import { stagesIn } from "./chain.ts";
import { type Backups, backupSecretsOf } from "./host-backup.ts";
import type { Pair } from "./pair.ts";
import type { Plan, Secret } from "./plan.ts";
import { bgpPasswordsOf } from "./quorum.ts";

/** All that somebody has to provide. */
export const secretsIn = ({ kubernetes, dns, pair, quorum, chain, gitlab, backups }: Asking): Secret[] => [
  kubernetes.token,
  ...(kubernetes.agentToken ? [kubernetes.agentToken] : []),
  dns.apiKey,
  dns.transferKey,
  ...(pair ? secretsOf(pair) : []),
  ...stagesIn(chain).flatMap(wantedSecrets),
  ...Object.values(gitlab?.runners?.tokens ?? {}),
  ...(quorum ? bgpPasswordsOf(quorum).map(([, password]) => password) : []),
  ...backupSecretsOf(backups, chain),
];

type Asking = Pick<Plan, "kubernetes" | "dns"> & {
  readonly [Part in "pair" | "quorum" | "chain" | "gitlab"]: Plan[Part] | undefined;
} & { readonly backups: Backups };

const secretsOf = ({ key, replication, members }: Pair) => [
  key,
  replication.secret,
  ...members.map(({ bmc }) => bmc.password),
];
