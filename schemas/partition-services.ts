import * as z from "zod";

export const ImageCache = z
  .strictObject({
    size: z
      .string()
      .regex(/^[1-9][0-9]*[GT]$/, "must be a size like 100G or 1T")
      .default("100G")
      .describe("Most that it keeps."),
  })
  .meta({
    description:
      "Copies of operating systems, kernels and boot images on the management servers, which machines find by the servers' DNS. Left out: machines fetch them from where they are published.",
    examples: [{ size: "100G" }],
  });

const publicKey = z
  .string()
  .regex(
    /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9-]+@openssh\.com) [A-Za-z0-9+/]+=*( [\x20-\x7e]+)?$/,
    "must be a public key of OpenSSH, like ssh-ed25519 AAAA... name",
  );

export const Ssh = z
  .strictObject({
    key: publicKey
      .optional()
      .describe(
        "Public key of the management servers' user metal, who gets on to the switches with it. The private one is a secret.",
      ),
    authorized: z
      .array(publicKey)
      .default([])
      .describe("Public keys of those who else may log in at switches: of whoever runs the playbooks, too."),
  })
  .describe("Who logs in at switches; new ones get the keys from role ztp.");
