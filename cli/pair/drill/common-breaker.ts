import { cluster } from "../../../generators/roles/cluster.ts";
import type { Break } from "../../drill/steps.ts";
import type { Order } from "./steps.ts";

/** What is done in the same way to real hosts and to the lab's. */
export function commonBreak(order: Order): Break | undefined {
  if (order.drill === "service-crash") return serviceCrash(order);
  if (order.drill === "switchover") return switchover(order);
  return undefined;
}

/** The last service that has a process: all others of the group stay as they are. */
const serviceCrash = ({ active, plan }: Order): Break => {
  const services = cluster.shared?.(plan).cluster_services;
  const units = Array.isArray(services) ? services.map(({ unit }) => unit).reverse() : [];
  return {
    breaks: [
      {
        on: active,
        what: "SIGKILL to the main process of the last service that runs",
        act: { script: killing(units) },
      },
    ],
    heals: [{ on: active, what: "forget the failure", act: { script: "crm_resource --cleanup" } }],
  };
};

const killing = (units: readonly string[]): string =>
  `for unit in ${units.join(" ")}; do
  pid=$(systemctl show --property MainPID --value "$unit")
  if [ "\${pid:-0}" -gt 0 ]; then echo "$unit"; kill -KILL "$pid"; exit; fi
done
echo "no service of the group has a process" >&2; exit 1`;

const switchover = ({ standby }: Order): Break => ({
  breaks: [{ on: "here", what: `move everything to ${standby}`, act: { stage: "day2/switchover" } }],
  heals: [],
});
