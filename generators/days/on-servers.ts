import { k3s } from "../roles/k3s.ts";
import type { Play } from "../stages.ts";

export const onServers = (tasks: string, title: string): Play => ({ role: k3s, title, tasks });

/** Also where hosts can not be reached: the tasks find that out by themselves. */
export const onThose = (tasks: string, title: string): Play => ({
  ...onServers(tasks, title),
  someMayBeDead: true,
});
