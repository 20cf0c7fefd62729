import * as z from "zod";

export const Artefacts = z
  .strictObject({
    directory: z
      .string()
      .regex(/^(?!\/)[A-Za-z0-9._/-]+$/, "must be a folder relative to the inventory")
      .optional()
      .describe(
        "Folder on the controller, relative to the inventory, that is searched first: <version>/k3s, then k3s.",
      ),
    mirror: z
      .string()
      .regex(
        /^https?:\/\/[^\s?#@]+[^\s?#@/]$/,
        "must be an http(s) address without credentials and without a slash at its end",
      )
      .optional()
      .meta({
        description: "Copy of the release page, searched second: <mirror>/<version>/k3s.",
        examples: ["https://mirror.example.org/k3s"],
      }),
  })
  .describe(
    "Where binaries come from before the release page is asked. NEEDLE_ARTIFACTS=DIR wins over both.",
  );
