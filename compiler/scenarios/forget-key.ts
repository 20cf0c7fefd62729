import type { Ground } from "./story.ts";

/** A host that was installed anew shows a new key, and ssh takes nobody else for the old one. */
export function forgetKey({ plan }: Ground, host: string): string {
  const address = plan.hosts.find(({ name }) => name === host)?.address ?? host;
  return `ssh-keygen -R ${address}`;
}
