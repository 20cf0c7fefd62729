import { error, warning } from "./word.ts";

/** Where the endpoint cannot be, and how it goes elsewhere. */
export const endpoint = {
  "plan/endpoint-outside-network": (p: { address: string; cidr: string }) =>
    error(`endpoint ${p.address} is outside of the management network ${p.cidr}`),
  "plan/endpoint-on-no-host": (p: { address: string; host: string; own: string }) =>
    error(
      `topology single has nobody to carry endpoint ${p.address}`,
      `leave it out, or write ${p.own}, the address of ${p.host}`,
    ),
  "plan/endpoint-of-one-host": (p: { host: string }) =>
    warning(
      `the endpoint is the address of ${p.host}: while it is down, nobody reaches the API by it`,
      "give the endpoint an address of its own, and take owner: {kind: kube-vip}, or keepalived",
    ),
  "plan/endpoint-of-no-server": (p: { address: string; servers: string }) =>
    error(
      `owner host says that a server has endpoint ${p.address}, but they have ${p.servers}`,
      "certificates and kubeconfigs name it: keep the host, or first give the endpoint an address of its own (owner: {kind: kube-vip}, and the old one as needle.kubernetes.endpoint: {before: {address: OLD}}), run day2/endpoint_move, and then remove the host",
    ),
  "plan/endpoint-lock": () =>
    error(
      "cannot be read: it keeps the endpoint that was chosen, as host, address and port",
      "take it from the last commit; if nothing was deployed yet, delete it",
    ),
  "plan/endpoint-moved": (p: { part: string; was: string; now: string; lock: string }) =>
    error(
      `the endpoint's ${p.part} was ${p.was}, and is ${p.now} now: certificates and kubeconfigs name the old one`,
      `keep it, or let it move: add needle.kubernetes.endpoint: {before: {${p.part}: ${p.was}}}, generate, run day2/endpoint_move, give people new kubeconfigs, remove "before"; if nothing was deployed yet, delete ${p.lock}`,
    ),
  "plan/endpoint-left": (p: { address: string; host: string; own: string }) =>
    error(
      `the endpoint is ${p.address}, the address that ${p.host} had, and it has ${p.own} now`,
      `keep the address: certificates and kubeconfigs name it, and etcd knows the host by it; a new host is a new landscape, to which a snapshot is restored`,
    ),
  "plan/endpoint-port": (p: { was: number; port: number }) =>
    error(
      `the endpoint's port was ${p.was}, and is ${p.port} now`,
      "kubeconfigs and the servers among themselves use the old one: it stays",
    ),
  "plan/endpoint-two-addresses": (p: { topology: string }) =>
    error(
      `topology ${p.topology} serves one address at a time, so an old one cannot stay beside a new one`,
      "keep the address; a name can move",
    ),
  "plan/endpoint-not-in-dns": (p: { host: string; address: string }) =>
    warning(
      `no zone of this landscape has ${p.host}, the endpoint's name`,
      `whoever has its zone lets it point to ${p.address}, before the first run`,
    ),
};
