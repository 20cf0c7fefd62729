import { type Diagnostic, diagnose } from "../../../diagnostics/diagnostic.ts";
import { type Stage, stagesIn } from "../../chain.ts";
import { hostOf } from "../../urls.ts";
import type { ChainRule } from "./rule.ts";

/** Domains that no resolver of the internet knows (RFC 2606, 6762, 8375, and what ICANN keeps free). */
const inner = /\.(local|localhost|internal|intranet|lan|home|corp|private|test|example|invalid|home\.arpa)$/;

/** Authorities on the internet. Any other may be one of the site's own. */
const publicly = /(^|\.)(letsencrypt\.org|zerossl\.com|buypass\.(com|no)|pki\.goog|ssl\.com)$/;

export const certificatesCanBeSigned: ChainRule = function* (chain, { domain }) {
  for (const stage of stagesIn(chain)) {
    const { kind, certificates, email, garden } = stage;
    if (certificates.kind === "acme") yield* ofAcme(kind, certificates.server, domain);
    const acme = certificates.kind === "acme";
    if (email === undefined && (acme || garden?.extensions.shootCert)) {
      const [what, word] = acme ? ["ACME", "certificates"] : ["shootCert", "gardener"];
      yield diagnose("plan/no-email", [kind, word], { what, stage: kind }, "key");
    }
  }
};

function* ofAcme(kind: Stage["kind"], server: string, domain: string): Iterable<Diagnostic> {
  const host = hostOf(server);
  if (publicly.test(host) && inner.test(domain))
    yield diagnose("plan/acme-without-public-zone", [kind, "certificates"], { domain, server: host });
}
