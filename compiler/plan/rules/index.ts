import type { Landscape } from "../../../schemas/landscape.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Plan } from "../plan.ts";
import { addressesAreInTheirNetwork } from "./addresses-are-in-their-network.ts";
import { addressesAreUnique } from "./addresses-are-unique.ts";
import { agentsHaveAKubelet } from "./agents-have-a-kubelet.ts";
import { backupsAreElsewhere } from "./backups-are-elsewhere.ts";
import { chainRules } from "./chain/index.ts";
import { disksAreUsable } from "./disks-are-usable.ts";
import { endpointIsFound } from "./endpoint-is-found.ts";
import { endpointIsServed } from "./endpoint-is-served.ts";
import { endpointStays } from "./endpoint-stays.ts";
import { fencingReachesBoth } from "./fencing-reaches-both.ts";
import { hostsHaveRoom } from "./hosts-have-room.ts";
import { kubernetesIsSupported } from "./kubernetes-is-supported.ts";
import { linksAreTwo } from "./links-are-two.ts";
import { majorityIsApart } from "./majority-is-apart.ts";
import { membersAreAlike } from "./members-are-alike.ts";
import { membersAreApart } from "./members-are-apart.ts";
import { mirrorIsSynchronous } from "./mirror-is-synchronous.ts";
import { namesAreUnique } from "./names-are-unique.ts";
import { networksAreApart } from "./networks-are-apart.ts";
import { portsAreFree } from "./ports-are-free.ts";
import { recordsAreSound } from "./records-are-sound.ts";
import type { Rule } from "./rule.ts";
import { runnersDeployOthers } from "./runners-deploy-others.ts";
import { secretProvidersExist } from "./secret-providers-exist.ts";
import { serversAreAlike } from "./servers-are-alike.ts";
import { timeIsTrustworthy } from "./time-is-trustworthy.ts";
import { witnessIsApart } from "./witness-is-apart.ts";
import { zonesAreNotLocal } from "./zones-are-not-local.ts";

const rules: readonly Rule[] = [
  namesAreUnique,
  addressesAreUnique,
  addressesAreInTheirNetwork,
  networksAreApart,
  endpointIsServed,
  endpointStays,
  endpointIsFound,
  kubernetesIsSupported,
  zonesAreNotLocal,
  secretProvidersExist,
  disksAreUsable,
  recordsAreSound,
  portsAreFree,
  hostsHaveRoom,
  timeIsTrustworthy,
  fencingReachesBoth,
  linksAreTwo,
  membersAreApart,
  membersAreAlike,
  mirrorIsSynchronous,
  witnessIsApart,
  runnersDeployOthers,
  serversAreAlike,
  agentsHaveAKubelet,
  majorityIsApart,
  backupsAreElsewhere,
  ...chainRules,
];

export const checkPlan = (plan: Plan, spec: Landscape): Diagnostic[] =>
  rules.flatMap((rule) => [...rule(plan, spec)]);
