import { type Chain, type Stage, stagesIn } from "../chain.ts";
import { authorityOf } from "../urls.ts";

/** What the firewalls of clusters let out, beside DNS, NTP, HTTP and HTTPS, which metal-stack opens itself. */
export interface Opening {
  readonly what: string;
  /** Name or address. */
  readonly host: string;
  readonly port: number;
  readonly protocols: readonly ("TCP" | "UDP")[];
}

const openAlready: readonly number[] = [53, 80, 123, 443];

/** Of both stages: clusters carry the nail, and as seeds they are the needle's, who speaks to others. */
export function openingsIn(chain: Chain, dns: { readonly address: string }): Opening[] {
  const found = stagesIn(chain)
    .flatMap((stage) => [...reached(stage, dns.address)])
    .filter(({ port }) => !openAlready.includes(port));
  return [...new Map(found.map((one) => [`${one.host}:${one.port}`, one])).values()];
}

function* reached({ dns, backup, certificates, release }: Stage, primary: string): Iterable<Opening> {
  yield { what: "DNS API", ...placeOf(dns.server), ...(dns.own && { host: primary }) };
  if (dns.updateKey)
    yield { what: "updates of DNS", ...placeOf(`http://${dns.update}`), protocols: ["TCP", "UDP"] };
  if (backup) yield { what: "object store", ...placeOf(backup.endpoint) };
  if (certificates.kind === "acme") yield { what: "certificate authority", ...placeOf(certificates.server) };
  for (const copy of Object.values(release.registries))
    yield { what: "registry", ...placeOf(`https://${copy}`) };
}

function placeOf(url: string): Omit<Opening, "what"> {
  const [host = "", port = url.startsWith("https:") ? "443" : "80"] = authorityOf(url).split(":");
  return { host, port: Number(port), protocols: ["TCP"] };
}
