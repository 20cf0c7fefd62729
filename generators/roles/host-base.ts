import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { namesOf } from "../../compiler/plan/endpoint.ts";
import { hasOwnAddress } from "../../compiler/plan/quorum.ts";
import { all, nothing, reload } from "../effects.ts";
import { defineRole } from "../role.ts";

const KnownHost = z.strictObject({
  address: z.string().describe("Address of the host."),
  names: z.array(z.string()).min(1).describe("Its names, the fully qualified one first."),
});

const Sysctl = z.strictObject({
  name: z.string().describe("Name of the kernel parameter."),
  value: z.string().describe("Its value."),
});

export const hostBase = defineRole({
  name: "host_base",
  summary: "Prepare the hosts",
  description:
    "Packages, name and hosts file, kernel modules and parameters, unattended security updates and an sshd that takes keys only.",
  group: "needle",

  vars: z.strictObject({
    host_base_domain: z.string().describe("Domain that the host's name is completed with."),
    host_base_address: z.string().describe("Address that the host's own name stands for."),
    host_base_known_hosts: z
      .array(KnownHost)
      .default([])
      .describe(
        "Other hosts that must resolve without DNS. With the host itself they stand in a marked block of /etc/hosts.",
      ),
    host_base_kernel: z
      .boolean()
      .default(true)
      .describe("The host has a kernel of its own. In a container modules and parameters are left alone."),
    host_base_packages: z
      .array(z.string())
      .default(["ca-certificates", "curl", "iproute2", "kmod", "openssh-server"])
      .describe("Debian packages every host has."),
    host_base_modules: z
      .array(z.string())
      .default(["br_netfilter", "overlay"])
      .describe("Kernel modules, loaded now and at every boot."),
    host_base_sysctl: z
      .array(Sysctl)
      .default([
        { name: "net.bridge.bridge-nf-call-iptables", value: "1" },
        { name: "net.ipv4.ip_forward", value: "1" },
        { name: "fs.inotify.max_user_instances", value: "8192" },
        { name: "fs.inotify.max_user_watches", value: "524288" },
        { name: "kernel.panic", value: "10" },
        { name: "kernel.panic_on_oops", value: "1" },
        { name: "vm.overcommit_memory", value: "1" },
        { name: "vm.panic_on_oom", value: "0" },
      ])
      .describe("Kernel parameters. The last four are what k3s asks for with protect-kernel-defaults."),
    host_base_unattended_upgrades: z
      .boolean()
      .default(true)
      .describe("Install security updates every day, without ever rebooting."),
    host_base_sshd: z
      .boolean()
      .default(true)
      .describe("Let sshd take keys only. Refused while nobody could log in with one."),
    host_base_reboot: z
      .enum(["needed", "always"])
      .default("needed")
      .describe("Whether day2/maintain reboots hosts when nothing asks for it."),
    host_base_interface_of: z
      .string()
      .default("")
      .describe("For tasks_from interface: address of this host whose interface another role asks for."),
  }),

  effects: {
    ...all(["host_base_domain", "host_base_address", "host_base_known_hosts", "host_base_packages"], nothing),
    ...all(["host_base_kernel", "host_base_modules", "host_base_sysctl"], reload("kernel")),
    ...all(["host_base_unattended_upgrades", "host_base_reboot"], nothing),
    host_base_sshd: reload("ssh"),
    host_base_interface_of: nothing,
  },

  shared: (plan) => ({
    host_base_domain: plan.domain,
    host_base_address: new Expression("{{ ansible_host }}"),
    host_base_known_hosts: [
      ...plan.hosts
        .filter(({ role }) => role !== "service")
        .map(({ name, fqdn, address }) => ({
          address,
          names: [fqdn, name, ...(address === plan.endpoint.address ? namesOf(plan.endpoint) : [])],
        })),
      // An address that moves has a line of its own: tied to one host the name would be wrong after a failover.
      ...(hasOwnAddress(plan) ? [{ address: plan.endpoint.address, names: namesOf(plan.endpoint) }] : []),
    ],
  }),
  own: (_plan, { kind }) => (kind === "container" ? { host_base_kernel: false } : {}),
});
