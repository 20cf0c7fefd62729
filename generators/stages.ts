import type { Plan } from "../compiler/plan/plan.ts";
import type { Day } from "./days/day.ts";
import { daysOf } from "./days/index.ts";
import { onServers } from "./days/on-servers.ts";
import type { Role } from "./role.ts";
import { cluster } from "./roles/cluster.ts";
import { rolesOf } from "./roles/index.ts";
import { k3s } from "./roles/k3s.ts";

/** A role on its hosts, or one of its task files. */
export interface Play {
  readonly role: Role;
  /** Title, in the imperative. */
  readonly title: string;
  /** Name of the task file; left out: the whole role. */
  readonly tasks?: string;
  /** The next host waits until this one has passed. */
  readonly oneByOne?: true;
  /** Hosts that can not be reached are left out by the tasks, in the place of Ansible's giving up. */
  readonly someMayBeDead?: true;
}

/** One playbook that can be run by itself. */
export interface Stage {
  readonly name: string;
  readonly summary: string;
  readonly plays: readonly Play[];
  /** For a day that may come: no part of site.yaml. */
  readonly day2?: Day;
}

/** Every stage, in the order they run; then those for later days. */
export function stagesOf(plan: Plan): readonly Stage[] {
  const plays = rolesOf(plan).flatMap((role) => playsOf(role, plan));
  const deploys = [...plays.filter((play) => !isPreflight(play)), ...(plan.pair ? [handover] : [])];
  return [
    {
      name: "preflight",
      summary: "compares the hosts with what is expected of them; changes nothing",
      plays: plays.filter(isPreflight),
    },
    {
      name: "deploy_needle",
      summary: "brings the hosts from bare Debian to a needle that serves",
      plays: [...(plan.quorum ? [guard] : []), ...deploys],
    },
    ...daysOf(plan, plays, deploys),
  ];
}

/** A cluster is founded only where all servers were looked at, and that is before the first of them is changed. */
function playsOf(role: Role, plan: Plan): readonly Play[] {
  const play = { role, title: role.summary, ...(role.oneByOne?.(plan) && { oneByOne: true as const }) };
  return role === k3s && plan.quorum ? [onServers("inspect", "Look at all servers"), play] : [play];
}

/** What a spec alone does not make. Days ask for a word themselves, and the role looks once more. */
const guard = onServers("guard", "Look whether one server would become several");

const isPreflight = ({ role }: Play): boolean => role.name === "preflight";

/** Services have been started where the data is; from here on the cluster starts and stops them. */
const handover: Play = { role: cluster, title: "Give the services to the cluster", tasks: "services" };
