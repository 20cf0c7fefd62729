import type { Plan } from "../../compiler/plan/plan.ts";
import { k3s } from "../roles/k3s.ts";
import type { Play, Stage } from "../stages.ts";
import { day } from "./day.ts";
import { onServers, onThose } from "./on-servers.ts";
import { quorumDays } from "./quorum.ts";

const oneByOne = (tasks: string, title: string): Play => ({ ...onServers(tasks, title), oneByOne: true });

/** Of a single server, and of several; those that go one by one start with a look at all of them. */
export function serverDays(plan: Plan, deploys: readonly Play[]): readonly Stage[] {
  const before = deploys.findIndex(({ role }) => role === k3s);
  const [base, services] = [deploys.slice(0, before), deploys.slice(before)];
  const look = onServers("look", "Look at all servers");
  const downtime = plan.quorum ? "one server after the other" : "the API is away meanwhile";
  return [
    day(
      "upgrade_k3s",
      `brings k3s to the release of the spec: snapshot first, ${downtime}`,
      {},
      onServers("look-before-upgrade", "Look before the upgrade"),
      oneByOne("upgrade", "Upgrade Kubernetes"),
    ),
    day(
      "maintain",
      `updates the hosts of the servers, and reboots them where that is needed: ${downtime}`,
      {},
      look,
      oneByOne("maintain", "Update and reboot"),
    ),
    ...(plan.quorum ? quorumDays(deploys) : []),
    day(
      "restore_snapshot",
      "makes the cluster anew as a snapshot has it, on the same hosts or on new ones",
      { word: { kind: "snapshot", variables: ["k3s_snapshot"] }, confirm: "k3s_restore" },
      ...base,
      onThose("restore", "Restore the snapshot"),
      ...services,
      onServers("restored", "End the restore"),
    ),
    day(
      "rotate_certificates",
      `has k3s make new certificates: ${downtime}`,
      {},
      look,
      oneByOne("rotate-certificates", "Make new certificates"),
    ),
    day(
      "rotate_token",
      `changes the token to the one that the vault has now: ${downtime}`,
      {},
      onServers("rotate-token", "Change the token"),
      ...services.filter(({ role }) => role === k3s),
    ),
    day(
      "reencrypt_secrets",
      `writes all Secrets with a new key: ${downtime}`,
      {},
      onServers("reencrypt", "Make a new key"),
      oneByOne("restart", "Restart with the new key"),
    ),
    day(
      "reset",
      "ends the cluster; its data stay on the hosts, put aside",
      { confirm: "k3s_reset" },
      onServers("reset", "End the cluster"),
    ),
  ];
}
