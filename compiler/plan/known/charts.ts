/** Charts that the roles on a cluster's API install: where they are published, and which version. */
export const knownCharts = {
  certManager: {
    name: "cert-manager",
    chart: "oci://quay.io/jetstack/charts/cert-manager",
    version: "v1.21.1",
  },
  metallb: {
    name: "metallb",
    chart: "metallb",
    repository: "https://metallb.github.io/metallb",
    version: "0.16.1",
  },
  envoyGateway: {
    name: "envoy-gateway",
    chart: "oci://docker.io/envoyproxy/gateway-helm",
    version: "v1.9.0",
  },
  ingressNginx: {
    name: "ingress-nginx",
    chart: "ingress-nginx",
    repository: "https://kubernetes.github.io/ingress-nginx",
    version: "4.15.1",
  },
} as const satisfies Readonly<Record<string, KnownChart>>;

export interface KnownChart {
  readonly name: string;
  /** A name in the repository, or an address of its own. */
  readonly chart: string;
  readonly repository?: string;
  readonly version: string;
}

export type ChartName = keyof typeof knownCharts;

export const chartNames = Object.keys(knownCharts) as readonly ChartName[];

/** Those whose archives a spec knows. */
export type Charts = Readonly<Partial<Record<ChartName, PinnedChart>>>;

export interface PinnedChart {
  readonly name: string;
  /** Of the archive. */
  readonly sha256: string;
  readonly version: string;
  /** A name in the repository, or an oci:// address; left out where there is a file. */
  readonly chart?: string;
  readonly repository?: string;
  /** Relative to the inventory. */
  readonly file?: string;
}
