import { error } from "./word.ts";

/** What a pipeline and its runners cannot be. */
export const gitlab = {
  "plan/no-runner": () =>
    error(
      "there is no runner for the pipeline",
      "say runners, which puts one on each host, or elsewhere, the tags of one that is there",
    ),
  "plan/runner-deploys-itself": (p: { hosts: string }) =>
    error(
      `only a runner on the very hosts could deploy ${p.hosts}: the job would die with its host`,
      "say elsewhere, the tags of a runner on another machine; a witness or a service host has one, too",
    ),
  "plan/old-runner": (p: { version: string; from: string }) =>
    error(
      `gitlab-runner ${p.version} is too old`,
      `${p.from} or newer: since then its packages are two, and registration tokens are of the past`,
    ),
};
