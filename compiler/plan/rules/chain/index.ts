import type { Rule } from "../rule.ts";
import { addressesAreFree } from "./addresses-are-free.ts";
import { backupsLieOutside } from "./backups-lie-outside.ts";
import { bucketsAreApart } from "./buckets-are-apart.ts";
import { certificatesCanBeSigned } from "./certificates-can-be-signed.ts";
import { clustersAreSound } from "./clusters-are-sound.ts";
import { clustersKnowTheirParts } from "./clusters-know-their-parts.ts";
import { extraVariablesAreSound } from "./extra-variables-are-sound.ts";
import { fabricIsComplete } from "./fabric-is-complete.ts";
import { ingressIsReachable } from "./ingress-is-reachable.ts";
import { machinesAreEnough } from "./machines-are-enough.ts";
import { metalStackCanRun } from "./metal-stack-can-run.ts";
import { networksAreToldApart } from "./networks-are-told-apart.ts";
import { nodesAreEnough } from "./nodes-are-enough.ts";
import { nothingNeedsItself } from "./nothing-needs-itself.ts";
import { partsAreAlike } from "./parts-are-alike.ts";
import { partsAreThere } from "./parts-are-there.ts";
import { portsAreSound } from "./ports-are-sound.ts";
import type { ChainRule } from "./rule.ts";
import { secretsAreApart } from "./secrets-are-apart.ts";
import { servicesAreSound } from "./services-are-sound.ts";
import { sizesAreApart } from "./sizes-are-apart.ts";
import { stagesAreApart } from "./stages-are-apart.ts";

const rules: readonly ChainRule[] = [
  metalStackCanRun,
  stagesAreApart,
  bucketsAreApart,
  backupsLieOutside,
  nothingNeedsItself,
  secretsAreApart,
  addressesAreFree,
  ingressIsReachable,
  certificatesCanBeSigned,
  sizesAreApart,
  partsAreAlike,
  networksAreToldApart,
  clustersKnowTheirParts,
  clustersAreSound,
  machinesAreEnough,
  nodesAreEnough,
  fabricIsComplete,
  portsAreSound,
  servicesAreSound,
  extraVariablesAreSound,
];

/** Rules of the chain see it only where there is one; before them, what hinders it from being there. */
export const chainRules: readonly Rule[] = [
  partsAreThere,
  ...rules.map(
    (rule): Rule =>
      (plan, spec) =>
        plan.chain ? rule(plan.chain, plan, spec) : [],
  ),
];
