import { backup } from "./catalog/backup.ts";
import { blast } from "./catalog/blast.ts";
import { chain } from "./catalog/chain.ts";
import { cli } from "./catalog/cli.ts";
import { endpoint } from "./catalog/endpoint.ts";
import { gitlab } from "./catalog/gitlab.ts";
import { pair } from "./catalog/pair.ts";
import { partition } from "./catalog/partition.ts";
import { plan } from "./catalog/plan.ts";
import { quorum } from "./catalog/quorum.ts";
import { secrets } from "./catalog/secrets.ts";
import { spec } from "./catalog/spec.ts";
import { variables } from "./catalog/variables.ts";
import { yaml } from "./catalog/yaml.ts";

export type { Wording } from "./catalog/word.ts";

/** Everything needle can say to a user, in one place. The key is the code printed with it: part of the API, never reworded. */
export const catalog = {
  ...yaml,
  ...spec,
  ...plan,
  ...pair,
  ...quorum,
  ...backup,
  ...endpoint,
  ...chain,
  ...partition,
  ...gitlab,
  ...variables,
  ...blast,
  ...cli,
  ...secrets,
};
