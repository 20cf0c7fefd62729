import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** The oldest and the newest ansible-core that needle promises to work with. The newest is the one `make setup` installs. */
export const versions = { oldest: "2.14.18", newest: "2.19.14" } as const;

/** What the oldest is tested with: the oldest collections that needle's roles promise to work with, and the client they need. */
const oldest = { collections: "10.7.0", packages: ["kubernetes==35.0.0", "jsonpatch==1.33"] };

/** What metal-stack's deployment image has besides, for roles that hash passwords. */
const ofDeploymentImage = ["passlib==1.7.4", "bcrypt==4.0.1"];

/** The folder of an ansible-core's programs. The oldest gets a virtual environment of its own, kept for the next time. */
export async function programsOf(version: string): Promise<string> {
  if (version === versions.newest) return join(process.cwd(), ".venv/bin");
  const venv = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "needle/ansible", version);
  mkdirSync(venv, { recursive: true });
  const packages = [`ansible-core==${version}`, ...oldest.packages];
  if (version !== versions.oldest) packages.push(...ofDeploymentImage);
  // One after the other: test files run side by side.
  await execa("flock", [
    `${venv}.lock`,
    "bash",
    "-euc",
    install,
    "bash",
    venv,
    oldest.collections,
    ...packages,
  ]);
  return join(venv, "bin");
}

const install = `
venv=$1 collections=$2
shift
[ "$(cat "$venv/.needle" 2>/dev/null)" != "$*" ] || exit 0
python3 -m venv --clear "$venv"
"$venv/bin/pip" install --quiet "\${@:2}"
support/collections "$venv" "$collections"
echo "$*" >"$venv/.needle"
`;

/** Runs one of Ansible's programs in the repository; gives back what it said, without failing. */
export async function ansible(
  bin: string,
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
) {
  const { exitCode, all = "" } = await execa(join(bin, program), args, {
    env: { PATH: `${bin}:${process.env["PATH"]}`, NO_COLOR: "1", ...env },
    all: true,
    reject: false,
  });
  return { code: exitCode, output: all };
}
