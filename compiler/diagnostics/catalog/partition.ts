import { error, warning } from "./word.ts";

/** What ports, switches and management servers of a partition cannot be, or had better not be. */
export const partition = {
  "plan/port-twice": (p: { port: string; owner: string }) =>
    error(`port ${p.port} is already for ${p.owner}`, "each port once"),
  "plan/port-speed": (p: { port: string; speed: string; mode: string }) =>
    error(
      `port ${p.port} cannot have ${p.speed}: it is broken out as ${p.mode}`,
      "take another mode in breakouts, or another speed",
    ),
  "plan/word-of-other-switch": (p: { name: string; role: string; what: string; owner: string }) =>
    error(`${p.role} ${p.name} has ${p.what}, which only role ${p.owner} has`, "leave them out"),
  "plan/vlan-taken": (p: { vlan: number; owner: string }) =>
    error(`VLAN ${p.vlan} is already for peering ${p.owner}`, "each network its own on one switch"),
  "plan/switch-without-links": (p: { name: string; role: string }) =>
    warning(
      `${p.role} ${p.name} has no ports to other switches`,
      p.role === "leaf"
        ? "add ports.fabric; else metal-core takes swp31 and swp32, which SONiC does not have"
        : "add ports.fabric; else it speaks BGP with nobody",
    ),
  "plan/nobody-watches": (p: { partition: string; stage: string }) =>
    warning(
      `partition ${p.partition} is not watched: there is nowhere to send metrics and logs`,
      `add ${p.stage}.metalStack.monitoring: true`,
    ),
  "plan/nobody-alerted": (p: { partition: string }) =>
    warning(
      `alerts of partition ${p.partition} stay in its Prometheus`,
      "metal-stack's role cannot tell it of a private authority in front of Alertmanager; with certificates: {kind: acme} they are sent",
    ),
  "plan/no-management-server": (p: { partition: string; what: string }) =>
    error(`partition ${p.partition} has no management server for ${p.what}`, "add managementServers"),
  "plan/image-cache-authority": (p: { roles: string; stage: string }) =>
    error(
      `the image cache of metal-roles ${p.roles} cannot be told of a private certificate authority`,
      `take ${p.stage}.certificates: {kind: acme}, or metal-roles v0.28.1`,
    ),
  "plan/idle-disks": (p: { name: string }) =>
    warning(`disks of management server ${p.name} are for nothing`, "add imageCache, or leave them out"),
  "plan/no-ssh-keys": () =>
    error(
      "new switches would be given no key",
      "add ssh.authorized: the public key of whoever runs the playbooks",
    ),
  "plan/no-management-key": (p: { name: string }) =>
    error(
      `management server ${p.name} gets a private key, and nobody knows the public one`,
      "add ssh.key to the partition",
    ),
  "plan/dhcp-taken": (p: { range: string; address: string; owner: string }) =>
    error(`${p.range} holds ${p.address}, which belongs to ${p.owner}`, "leave it out of the range"),
};
