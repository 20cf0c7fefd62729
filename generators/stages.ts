import type { Role } from "./role.ts";
import { roles } from "./roles/index.ts";

/** One playbook that can be run by itself. */
export interface Stage {
  readonly name: string;
  readonly summary: string;
  readonly roles: readonly Role[];
}

const isPreflight = ({ name }: Role): boolean => name === "preflight";

/** Every stage, in the order they run. */
export const stages: readonly Stage[] = [
  {
    name: "preflight",
    summary: "compares the hosts with what is expected of them; changes nothing",
    roles: roles.filter(isPreflight),
  },
  {
    name: "deploy_needle",
    summary: "brings the hosts from bare Debian to a needle that serves",
    roles: roles.filter((role) => !isPreflight(role)),
  },
];
