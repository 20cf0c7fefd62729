/** An object of Kubernetes' API. */
export interface Thing {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: unknown;
}

const encoded = (text: string): string => Buffer.from(text).toString("base64");

/** What somebody else than a playbook makes in a cluster: charts, controllers, Gardener. */
export const atFirst: readonly Thing[] = [
  // Gardener writes it into every shoot. In the needle the role cluster_base does.
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "shoot-info", namespace: "kube-system" },
    data: { nodeNetwork: "10.250.0.0/16", podNetwork: "10.251.0.0/16", serviceNetwork: "10.252.0.0/16" },
  },
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name: "local-path",
      annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
    },
  },
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "zitadel-client-credentials", namespace: "metal-control-plane" },
    data: { client_id: encoded("stand-in"), client_secret: encoded("stand-in") },
  },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "headscale", namespace: "metal-control-plane", labels: { app: "headscale" } },
  },
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: "generic-token-kubeconfig",
      namespace: "garden",
      labels: {
        "issued-at-time": "1",
        "manager-identity": "gardener-operator",
        "managed-by": "secrets-manager",
        name: "generic-token-kubeconfig",
      },
    },
    data: {
      kubeconfig: encoded(
        JSON.stringify({ clusters: [{ cluster: { "certificate-authority-data": encoded("stand-in") } }] }),
      ),
    },
  },
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "metal-apiserver-admin-token", namespace: "metal-control-plane" },
    data: { admin_editor_token: encoded("stand-in") },
  },
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "needle-authority", namespace: "cert-manager" },
    data: { "tls.crt": encoded("stand-in") },
  },
];
