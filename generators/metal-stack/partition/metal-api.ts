import type { Stage } from "../../../compiler/plan/chain.ts";

interface MetalApi {
  readonly protocol: "http" | "https";
  readonly host: string;
  readonly port: number;
  /** As the cloud profile wants it. */
  readonly url: string;
}

/**
 * metal-api as machines' side sees it. Nothing there can be told of a private certificate authority, so with one it
 * speaks HTTP in the management network; requests are signed in either case.
 */
export function metalApiOf({ certificates, exposure: { names } }: Stage): MetalApi {
  const own = certificates.kind === "private";
  const protocol = own ? "http" : "https";
  return { protocol, host: names.api, port: own ? 80 : 443, url: `${protocol}://${names.api}/metal` };
}
