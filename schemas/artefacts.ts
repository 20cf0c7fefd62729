import * as z from "zod";
import { Sha256 } from "./words.ts";

const Chart = z
  .strictObject({
    sha256: Sha256,
    from: z
      .string()
      .regex(
        /^(oci:\/\/[a-z0-9.-]+(:[0-9]+)?(\/[A-Za-z0-9._-]+)+|(?!\/)[A-Za-z0-9._/-]+\.tgz)$/,
        "must be an oci:// address without a version, or an archive (.tgz) relative to the inventory",
      )
      .optional()
      .describe("Where the archive is. Left out: where its makers publish it."),
    version: z
      .string()
      .regex(/^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/, "must be a version, like v1.21.1")
      .optional()
      .describe("Its version. Left out: the one that needle was made with."),
  })
  .meta({
    description: "A chart. `helm pull` and sha256sum tell its sum.",
    examples: [{ sha256: "0".repeat(64), from: "oci://registry.example.org/charts/cert-manager" }],
  });

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
    charts: z
      .strictObject({
        certManager: Chart.optional(),
        metallb: Chart.optional(),
        envoyGateway: Chart.optional(),
        ingressNginx: Chart.optional(),
      })
      .prefault({})
      .describe(
        "Charts that needle's roles install, known by the sums of their archives: another archive is refused. Left out: known by their versions, which somebody could give to another one.",
      ),
  })
  .describe(
    "Where binaries come from before the release page is asked. NEEDLE_ARTIFACTS=DIR wins over both.",
  );
