import type { Landscape } from "../../../../schemas/landscape.ts";
import { type Diagnostic, diagnose, type SpecPath } from "../../../diagnostics/diagnostic.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import { hostOf } from "../../urls.ts";
import type { ChainRule } from "./rule.ts";
import { whereIs } from "./where.ts";

/** What a stage is made from is there before the stage; what the needle is made from is there before the nail, too. */
export const nothingNeedsItself: ChainRule = function* (chain, _plan, spec) {
  for (const stage of stagesIn(chain))
    for (const { what, host, at } of sourcesOf(stage, spec)) {
      const where = whereIs(host, chain);
      if (where !== undefined && !(stage.kind === "nail" && where === "on the needle"))
        yield said(stage.kind, what, host, where, at);
    }
};

const said = (stage: string, what: string, host: string, where: string, at: SpecPath): Diagnostic =>
  diagnose("plan/needs-itself", at, { what, stage, host, where });

interface Source {
  readonly what: string;
  readonly host: string;
  readonly at: SpecPath;
}

function* sourcesOf(
  { kind, release, certificates, dns }: Stage,
  { nail, artefacts }: Landscape,
): Iterable<Source> {
  const mirror = [kind, "metalStack", "mirror"];
  for (const [registry, copy] of Object.entries(release.registries))
    yield { what: "images", host: copy.split(/[:/]/)[0] ?? "", at: [...mirror, "registries", registry] };
  if (release.mirrored)
    yield { what: "operating systems", host: hostOf(release.images), at: [...mirror, "images"] };
  for (const [key, chart] of Object.entries(artefacts.charts)) {
    const host = /^oci:\/\/([^/:]+)/.exec(chart?.from ?? "")?.[1];
    if (host !== undefined) yield { what: "charts", host, at: ["artefacts", "charts", key, "from"] };
  }
  if (certificates.kind === "acme")
    yield { what: "certificates", host: hostOf(certificates.server), at: [kind, "certificates", "server"] };
  if (kind === "nail" && nail?.dns)
    yield { what: "names", host: hostOf(dns.server), at: ["nail", "dns", "server"] };
}
