import * as z from "zod";
import { Sha256, Url } from "./words.ts";

const Executor = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z
        .literal("shell")
        .describe("Jobs run on the host itself, as user gitlab-runner, who needs needle and Ansible there."),
    }),
    z.strictObject({
      kind: z.literal("docker").describe("Each job runs in a container of its own, made by podman."),
      image: z
        .string()
        .regex(/^[a-z0-9][a-z0-9._/:@-]*$/, "must be a container image, like registry.example.org/needle:1.0")
        .meta({
          description: "Container image with git, needle, ansible-core and ansible-lint.",
          examples: ["registry.example.org/needle:1.0"],
        }),
    }),
  ])
  .describe("What a job runs in.");

const Runners = z
  .strictObject({
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, "must be a release of gitlab-runner, like 18.5.0")
      .meta({ description: "Release of gitlab-runner.", examples: ["18.5.0"] }),
    sha256: z
      .strictObject({
        runner: Sha256.describe("Sum of gitlab-runner_amd64.deb."),
        helperImages: Sha256.describe("Sum of gitlab-runner-helper-images.deb."),
      })
      .describe("Sums of the release's packages, from its release.sha256."),
    mirror: Url.optional().describe(
      "Copy of GitLab's download page: <mirror>/v<version>/deb/<package>. Folders of artefacts come first.",
    ),
    executor: Executor.prefault({ kind: "shell" }),
  })
  .describe("One runner on each host of the needle. Their tokens are the secrets gitlab-runner-HOST.");

export const Gitlab = z
  .strictObject({
    url: Url.describe("Address of GitLab."),
    command: z
      .string()
      .regex(/^[A-Za-z0-9@_./-]+( [A-Za-z0-9@_./-]+)*$/, "must be a command: words without quotes")
      .default("needle")
      .meta({
        description: "How jobs call needle.",
        examples: ["needle", "npx --no needle"],
      }),
    runners: Runners.optional(),
    elsewhere: z
      .array(
        z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/,
            "must be a runner's tag: letters, digits and . _ : - in it",
          ),
      )
      .min(1)
      .optional()
      .meta({
        description:
          "Tags of a runner that stands on none of the needle's hosts. It deploys what their own runners must not.",
        examples: [["deploy"]],
      }),
  })
  .meta({
    description: "A pipeline for GitLab, to be included by a .gitlab-ci.yml, and its runners.",
    examples: [{ url: "https://gitlab.example.org", elsewhere: ["deploy"] }],
  });
