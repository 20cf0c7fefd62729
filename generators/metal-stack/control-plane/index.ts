import { cloudProfile } from "../gardener/cloud-profile.ts";
import { extensions } from "../gardener/extensions.ts";
import { topicOf } from "../gardener/garden-topic.ts";
import { gardenlet } from "../gardener/gardenlet.ts";
import { managedSeeds } from "../gardener/managed-seeds.ts";
import { operator } from "../gardener/operator.ts";
import { projects } from "../gardener/projects.ts";
import { shoots } from "../gardener/shoots.ts";
import type { Topic } from "../topic.ts";
import { auditing } from "./auditing.ts";
import { common } from "./common.ts";
import { databaseTopics } from "./databases.ts";
import { headscale } from "./headscale.ts";
import { logging } from "./logging.ts";
import { masterdata } from "./masterdata.ts";
import { metal } from "./metal.ts";
import { monitoring } from "./monitoring.ts";
import { nsq } from "./nsq.ts";
import { zitadel } from "./zitadel.ts";

/** Files of group_vars/control_plane. */
export const controlPlaneTopics: readonly Topic[] = [
  common,
  nsq,
  ...databaseTopics,
  headscale,
  zitadel,
  auditing,
  metal,
  masterdata,
  monitoring,
  logging,
  ...[operator, extensions, cloudProfile, projects, gardenlet, shoots, managedSeeds].map(topicOf),
];
