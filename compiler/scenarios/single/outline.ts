import type { Outline } from "../outline.ts";
import { type Model, restart } from "./model.ts";
import type { Site } from "./site.ts";

/** Of one host everything is away together; what counts is how long it takes to have another. */
export function outlineOf({ plan, snapshots }: Pick<Site, "plan" | "snapshots">, model: Model): Outline {
  const { hostBackup } = plan;
  return {
    headline: "the host is dead, and new hardware stands in its place",
    stakes: [
      { key: "api", title: "Kubernetes' API", short: "api" },
      alone(plan.dns.replicas)
        ? { key: "dns", title: "DNS", short: "dns" }
        : { key: "dns", title: "changes of DNS records", short: "dns changes" },
      ...(plan.kubernetes.agent ? [{ key: "pods", title: "pods", short: "pods" } as const] : []),
    ],
    timers: [
      { what: "from one snapshot to the next", value: `${snapshots.every} h` },
      ...(hostBackup
        ? [{ what: "from one backup of the host to the next", value: `${hostBackup.every} h` }]
        : []),
      { what: "until systemd starts k3s again", value: `${restart} s` },
    ],
    phases: [
      { key: "installed", what: "Debian is installed" },
      { key: "deployed", what: "disks, time and DNS are as the spec has them" },
      { key: "api", what: "the API answers" },
    ],
    courses: [
      { title: "new hardware stands there, and a snapshot is restored", at: { ...model.rebuilt } },
      { title: "the host boots", at: { ...model.rebooted } },
    ],
  };
}

const alone = (replicas: readonly string[]): boolean => replicas.length < 2;
