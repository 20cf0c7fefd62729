/** The kube-vip that was seen to move an endpoint in the lab. */
export const kubeVip = { version: "v0.9.2", image: "ghcr.io/kube-vip/kube-vip" } as const;
