/**
 * What a release of metal-stack brings. `from` and `to`: Kubernetes minor versions that may carry it, which is what its
 * Gardener supports for garden and seed clusters (v1.138.3, docs/usage/shoot/supported-k8s-versions).
 */
export const metalStackReleases = {
  "v0.22.19": { from: "1.30", to: "1.34", gardener: "1.138.3", roles: "v0.28.1" },
} as const;

/** Where metal-stack publishes operating systems, kernels and the firewall controller. */
export const imageStore = "https://images.metal-stack.io";
