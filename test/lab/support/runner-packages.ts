import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

export interface RunnerPackages {
  /** As an operator keeps artefacts. */
  readonly folder: string;
  readonly version: string;
  readonly sha256: { readonly runner: string; readonly helperImages: string };
}

/**
 * Packages in the place of GitLab's, with their names, files, unit and dependency: the program reads the configuration and
 * waits, and knows one token. GitLab itself is not there.
 */
export async function runnerPackages(version: string, knownToken: string): Promise<RunnerPackages> {
  const folder = mkdtempSync(join(tmpdir(), "needle-runner-"));
  const release = join(folder, "gitlab-runner", version);
  mkdirSync(release, { recursive: true });
  const images = await build(release, "gitlab-runner-helper-images", version, { architecture: "all" });
  const runner = await build(release, "gitlab-runner", version, {
    architecture: "amd64",
    depends: `gitlab-runner-helper-images (= ${version}-1), git, curl`,
    program: program(version, knownToken),
    postinst: `#!/bin/sh\nset -e\nid gitlab-runner >/dev/null 2>&1 || useradd --system --create-home gitlab-runner\ngitlab-runner install --service=gitlab-runner --user=gitlab-runner --working-directory=/home/gitlab-runner\n`,
  });
  return { folder, version, sha256: { runner, helperImages: images } };
}

const program = (version: string, token: string): string => `#!/bin/sh
# Stands in for gitlab-runner ${version} in a test.
set -eu
case "$1" in
  install)
    printf '[Service]\\nExecStart=/usr/bin/gitlab-runner run --config /etc/gitlab-runner/config.toml\\nRestart=always\\n[Install]\\nWantedBy=multi-user.target\\n' > /etc/systemd/system/gitlab-runner.service
    systemctl daemon-reload ;;
  run) exec sleep infinity ;;
  verify)
    grep -q 'token = "${token}"' "$3" && echo 'Verifying runner... is valid' && exit 0
    echo 'ERROR: Verifying runner... is removed' >&2; exit 1 ;;
  --version) echo "Version: ${version}" ;;
esac
`;

interface Contents {
  readonly architecture: string;
  readonly depends?: string;
  readonly program?: string;
  readonly postinst?: string;
}

async function build(to: string, name: string, version: string, contents: Contents): Promise<string> {
  const { architecture, depends, program, postinst } = contents;
  const root = mkdtempSync(join(tmpdir(), "needle-deb-"));
  const control = [
    `Package: ${name}`,
    `Version: ${version}-1`,
    `Architecture: ${architecture}`,
    "Maintainer: nobody <nobody@example.org>",
    ...(depends ? [`Depends: ${depends}`] : []),
    "Description: stands in for a package in a test",
  ];
  mkdirSync(join(root, "DEBIAN"));
  mkdirSync(join(root, "usr/bin"), { recursive: true });
  writeFileSync(join(root, "DEBIAN/control"), `${control.join("\n")}\n`);
  if (postinst) writeFileSync(join(root, "DEBIAN/postinst"), postinst, { mode: 0o755 });
  if (program) writeFileSync(join(root, "usr/bin", name), program, { mode: 0o755 });
  const file = join(to, `${name}${architecture === "all" ? "" : `_${architecture}`}.deb`);
  await execa("dpkg-deb", ["--root-owner-group", "--build", root, file]);
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
