import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Suite } from "../lab.ts";
import { adapt } from "./adapt.ts";
import { indexOffer, offering } from "./offer.ts";
import { basePackages, offerOf } from "./recipe.ts";
import { debianSources } from "./sources.ts";

export interface Build {
  readonly suite: Suite;
  /** An empty directory. */
  readonly target: string;
  /** Downloaded packages, kept from build to build. */
  readonly archives: string;
}

/** A tree without a kernel, from the mirror this machine uses. */
export async function buildContainer({ suite, target, archives }: Build): Promise<void> {
  const root = join(target, "root");
  const hook = join(target, "offering");
  await writeFile(hook, `#!/bin/sh\nset -eu\n${offering}`, { mode: 0o755 });
  await execa(
    "mmdebstrap",
    [
      ...["--quiet", "--mode=root", "--variant=important", "--format=directory"],
      ...aptOptions.map((option) => `--aptopt=${option}`),
      ...dpkgOptions.map((option) => `--dpkgopt=${option}`),
      ...["--skip=essential/unlink", "--skip=cleanup/apt/cache"],
      '--setup-hook=mkdir -p "$1"/var/cache/apt/archives',
      `--setup-hook=find '${archives}' -maxdepth 1 -name '*.deb' -exec ln -t "$1"/var/cache/apt/archives {} +`,
      `--customize-hook='${hook}' "$1" '${archives}' ${offerOf(suite).join(" ")}`,
      `--include=${basePackages.join(",")}`,
      ...[suite, root],
      ...(await debianSources(suite)),
    ],
    { stdin: "ignore" },
  );
  await adapt(root);
  await indexOffer(root);
}

const aptOptions = [
  'Acquire::Check-Valid-Until "false"',
  'Acquire::Languages "none"',
  'APT::Install-Recommends "false"',
];

/** A test host needs no manual, and no write of a build has to reach the disk at once. */
const dpkgOptions = [
  "force-unsafe-io",
  "path-exclude=/usr/share/man/*",
  "path-exclude=/usr/share/doc/*",
  "path-exclude=/usr/share/locale/*",
];
