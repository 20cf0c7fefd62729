import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly cluster?: true;
}

/**
 * Stand-ins for charts that cannot be downloaded here: a real helm installs them, and they bring what the cluster has to know
 * afterwards. Their kinds are ours, and take anything: what a controller would make of an object is not tried.
 */
export const standIns: Record<string, readonly Kind[]> = {
  metallb: [
    { group: "metallb.io", version: "v1beta1", kind: "IPAddressPool", plural: "ipaddresspools" },
    { group: "metallb.io", version: "v1beta1", kind: "L2Advertisement", plural: "l2advertisements" },
  ],
  "cert-manager": [
    {
      group: "cert-manager.io",
      version: "v1",
      kind: "ClusterIssuer",
      plural: "clusterissuers",
      cluster: true,
    },
    { group: "cert-manager.io", version: "v1", kind: "Certificate", plural: "certificates" },
  ],
  "envoy-gateway": [
    { group: "gateway.envoyproxy.io", version: "v1alpha1", kind: "EnvoyProxy", plural: "envoyproxies" },
    {
      group: "gateway.networking.k8s.io",
      version: "v1",
      kind: "GatewayClass",
      plural: "gatewayclasses",
      cluster: true,
    },
    { group: "gateway.networking.k8s.io", version: "v1", kind: "Gateway", plural: "gateways" },
  ],
  "ingress-nginx": [],
};

/** Writes the charts, each of the version that its role pins; gives back the folder of one. */
export async function chartsIn(
  root: string,
  versions: Record<string, string>,
): Promise<(name: string) => string> {
  const folderOf = (name: string) => join(root, "charts", name);
  for (const [name, kinds] of Object.entries(standIns)) {
    const templates = join(folderOf(name), "templates");
    await mkdir(templates, { recursive: true });
    const chart = { apiVersion: "v2", name: `stand-in-${name}`, version: versions[name] };
    await writeFile(join(folderOf(name), "Chart.yaml"), JSON.stringify(chart));
    for (const kind of kinds)
      await writeFile(join(templates, `${kind.plural}.yaml`), JSON.stringify(definitionOf(kind)));
  }
  return folderOf;
}

const definitionOf = ({ group, version, kind, plural, cluster }: Kind) => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: {
    name: `${plural}.${group}`,
    // Kinds of this group are let in only with a note of who agreed to them.
    ...(group.endsWith(".k8s.io") && {
      annotations: { "api-approved.kubernetes.io": "unapproved, a stand-in for tests" },
    }),
  },
  spec: {
    group,
    scope: cluster ? "Cluster" : "Namespaced",
    names: { kind, plural, singular: kind.toLowerCase() },
    versions: [
      {
        name: version,
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    ],
  },
});
