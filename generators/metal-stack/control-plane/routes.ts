/** The Gateway that the role ingress makes, and its listeners. */
export const gateway = { name: "metal-stack", namespace: "gateway" } as const;

/** Of TCP; http and https are always there. */
export const listeners = { grpc: "metal-api-grpc", nsq: "nsq" } as const;

export type Listener = "http" | "https" | (typeof listeners)[keyof typeof listeners];

/** parentRefs of a route. */
export const attached = (...listeners: readonly Listener[]) =>
  listeners.map((sectionName) => ({ ...gateway, sectionName }));

export const redirected = { redirectParentRefs: attached("http") };

/** Where cert-manager is asked for a certificate. */
export const issuer = "needle";

export const issued = { "cert-manager.io/cluster-issuer": issuer } as const;
