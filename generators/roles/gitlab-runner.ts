import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";
import { all, nothing, reload, restart } from "../effects.ts";
import { defineRole, secret } from "../role.ts";
import { artefactsExpression } from "./artefacts.ts";

const sum = z.string().regex(/^[0-9a-f]{64}$/);

export const gitlabRunner = defineRole({
  name: "gitlab_runner",
  summary: "Run jobs for GitLab",
  description:
    "gitlab-runner from pinned packages, with a runner that was made in GitLab: one per host, so that hosts deploy each other.",
  group: "needle",
  wanted: ({ gitlab }) => gitlab?.runners !== undefined,

  vars: z.strictObject({
    gitlab_runner_url: z.string().describe("Address of GitLab."),
    gitlab_runner_token: secret(
      "Authentication token of this host's runner. It begins with glrt-; registration tokens are refused.",
    ),
    gitlab_runner_version: z.string().describe("Release of gitlab-runner, like 18.5.0."),
    gitlab_runner_sha256: sum.describe("Sum of gitlab-runner_amd64.deb, wherever it comes from."),
    gitlab_runner_images_sha256: sum.describe("Sum of gitlab-runner-helper-images.deb."),
    gitlab_runner_artefacts: z
      .string()
      .default("")
      .describe(
        "Folder on the controller that is tried first: <folder>/gitlab-runner/<version>/<package>, then <folder>/<package>.",
      ),
    gitlab_runner_mirror: z
      .string()
      .default("")
      .describe("Copy of the download page, tried second: <mirror>/v<version>/deb/<package>."),
    gitlab_runner_download_page: z
      .string()
      .default("https://gitlab-runner-downloads.s3.amazonaws.com")
      .describe("Where packages come from when neither is given."),
    gitlab_runner_executor: z
      .enum(["shell", "docker"])
      .default("shell")
      .describe("What a job runs in: the host itself, or a container of its own that podman makes."),
    gitlab_runner_image: z
      .string()
      .default("")
      .describe("Image of jobs that name none; needed by executor docker, which allows no other."),
    gitlab_runner_authority: z
      .string()
      .default("")
      .describe("File on the host with the authority of GitLab's certificate; empty: those of Debian."),
    gitlab_runner_metrics_port: z
      .int()
      .min(1)
      .max(65_535)
      .default(9252)
      .describe("Port on the loopback address where it tells its figures."),
    gitlab_runner_verify: z
      .boolean()
      .default(true)
      .describe("Ask GitLab whether it knows the runner. Without it a wrong token is found by waiting."),
  }),

  effects: {
    ...all(
      ["gitlab_runner_version", "gitlab_runner_sha256", "gitlab_runner_images_sha256"],
      restart("gitlab-runner"),
    ),
    // The program looks at its file again by itself; where it tells figures it asks only once.
    ...all(
      [
        "gitlab_runner_url",
        "gitlab_runner_token",
        "gitlab_runner_executor",
        "gitlab_runner_image",
        "gitlab_runner_authority",
      ],
      reload("gitlab-runner"),
    ),
    ...all(
      [
        "gitlab_runner_metrics_port",
        "gitlab_runner_artefacts",
        "gitlab_runner_mirror",
        "gitlab_runner_download_page",
        "gitlab_runner_verify",
      ],
      nothing,
    ),
  },

  shared: ({ gitlab, artefacts }) => ({
    ...(gitlab && { gitlab_runner_url: gitlab.url }),
    gitlab_runner_artefacts: new Expression(artefactsExpression(artefacts.directory)),
    ...(gitlab?.runners && {
      gitlab_runner_version: gitlab.runners.version,
      gitlab_runner_sha256: gitlab.runners.sha256.runner,
      gitlab_runner_images_sha256: gitlab.runners.sha256.helperImages,
      ...(gitlab.runners.mirror && { gitlab_runner_mirror: gitlab.runners.mirror }),
      gitlab_runner_executor: gitlab.runners.executor,
      ...(gitlab.image && { gitlab_runner_image: gitlab.image }),
    }),
  }),

  own: ({ gitlab }, { name }) => {
    const token = gitlab?.runners?.tokens[name];
    return token ? { gitlab_runner_token: new Expression(token.expression) } : {};
  },
});
