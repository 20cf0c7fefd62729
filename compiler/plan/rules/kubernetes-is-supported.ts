import { diagnose } from "../../diagnostics/diagnostic.ts";
import { k3sReleases } from "../known/k3s-releases.ts";
import { metalStackReleases } from "../known/metal-stack-releases.ts";
import { minorOf } from "../versions.ts";
import type { Rule } from "./rule.ts";

export const kubernetesIsSupported: Rule = function* ({ kubernetes }, { needle }) {
  const { release } = needle.metalStack;
  const { version, sha256 } = kubernetes;
  const { from, to } = metalStackReleases[release];
  const at = [...kubernetes.at, "version"];
  const minor = minorOf(version.slice(1));
  if (minor < minorOf(from) || minor > minorOf(to))
    yield diagnose("plan/unsupported-kubernetes", at, { version, release, from, to });
  else if (sha256 === "")
    yield diagnose("plan/unknown-checksum", at, { version, known: Object.keys(k3sReleases).join(", ") });
};
