import type { Landscape } from "../../../schemas/landscape.ts";
import type { Backup } from "../backup.ts";
import type { DnsProvider, Release, Stage } from "../chain.ts";
import { apiPort, type Primary, primaryPort } from "../dns.ts";
import { imageStore, metalStackReleases } from "../known/metal-stack-releases.ts";
import { dnsSecrets, storeSecrets } from "../known/stage-secrets.ts";
import { secretOf } from "../secrets.ts";
import { hostOf } from "../urls.ts";
import { namerOf } from "./secrets.ts";

type Kind = Stage["kind"];

export function releaseOf({ release, roles, mirror }: Landscape["needle"]["metalStack"]): Release {
  const known = metalStackReleases[release];
  return {
    version: release,
    roles: roles ?? known.roles,
    rolesDiffer: roles !== undefined && roles !== known.roles,
    kubernetes: { from: known.from, to: known.to },
    registries: mirror.registries,
    images: mirror.images ?? imageStore,
    mirrored: mirror.images !== undefined,
  };
}

export function backupOf(kind: Kind, spec: Landscape): Backup | undefined {
  const written = (kind === "needle" ? spec.needle : spec.nail)?.backup?.objectStore;
  if (!written) return undefined;
  const at = [kind, "backup", "objectStore"];
  const named = namerOf(kind, spec);
  const said = (key: "accessKey" | "secretKey" | "encryptionKey") => ({
    name: written[key],
    at: [...at, key],
  });
  const { endpoint, region, pathStyle, verify, keep, bucket } = written;
  return {
    endpoint,
    region,
    pathStyle,
    verify,
    keep,
    bucket,
    gardenBucket: `${bucket}-garden`,
    accessKey: named("s3-access-key", storeSecrets.accessKey, said("accessKey")),
    secretKey: named("s3-secret-key", storeSecrets.secretKey, said("secretKey")),
    encryptionKey: named("backup-key", storeSecrets.encryptionKey, said("encryptionKey")),
    at,
  };
}

/** The needle's own PowerDNS, or for the nail the one that its spec names. */
export function dnsProviderOf(
  kind: Kind,
  spec: Landscape,
  { primary }: { readonly primary: Primary },
  zones: readonly string[],
): DnsProvider {
  const other = kind === "nail" ? spec.nail?.dns : undefined;
  const { kind: issuer } = (kind === "needle" ? spec.needle : spec.nail)?.certificates ?? {};
  const server = other?.server ?? `https://dns.${spec.domain}:${apiPort}`;
  return {
    server,
    apiKey: other
      ? secretOf(other.apiKey, dnsSecrets.otherApiKey, ["nail", "dns", "apiKey"], spec.secrets)
      : primary.apiKey,
    own: other === undefined,
    update: other ? `${hostOf(server)}:53` : `${primary.address}:${primaryPort}`,
    ...(issuer === "acme" && {
      updateKey: namerOf(kind, spec)(
        "dns-update-key",
        other ? dnsSecrets.otherUpdateKey : dnsSecrets.updateKey,
      ),
    }),
    zones,
  };
}
