/**
 * Kubernetes minor versions that may carry a metal-stack release: what its Gardener supports for
 * garden and seed clusters. Source: the release vector's Gardener (v1.138.3), docs/usage/shoot/supported-k8s-versions.
 */
export const metalStackReleases = {
  "v0.22.19": { from: "1.30", to: "1.34" },
} as const;
