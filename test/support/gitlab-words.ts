import type { Words } from "./chain-words.ts";

const gitlab = ["needle", "gitlab"];
const runners = [...gitlab, "runners"];

/** Another sound value for every word of a pipeline with runners of its own. */
export const gitlabWords: Words = {
  "needle.gitlab.url": [[...gitlab, "url"], "https://other.example.org"],
  "needle.gitlab.command": [[...gitlab, "command"], "needle"],
  "needle.gitlab.runners.version": [[...runners, "version"], "18.5.1"],
  "needle.gitlab.runners.sha256.runner": [[...runners, "sha256", "runner"], "c".repeat(64)],
  "needle.gitlab.runners.sha256.helperImages": [[...runners, "sha256", "helperImages"], "c".repeat(64)],
  "needle.gitlab.runners.mirror": [[...runners, "mirror"], "https://other.example.org"],
  "needle.gitlab.runners.executor|shell.kind": [[...runners, "executor"], { kind: "shell" }],
  "needle.gitlab.runners.executor|docker.image": [[...runners, "executor", "image"], "other.example.org/x:2"],
};

/** The same for runners elsewhere. */
export const elsewhereWords: Words = {
  "needle.gitlab.elsewhere": [[...gitlab, "elsewhere"], ["other"]],
};

export const silentGitlabWords: Record<string, string> = {
  "needle.gitlab.runners.executor|docker.kind": "told by its image",
};
