import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** The oldest and the newest ansible-core that needle promises to work with. The newest is the one `make setup` installs. */
export const versions = { oldest: "2.14.18", newest: "2.19.14" } as const;

/** Collections and the Kubernetes client that the oldest is tested with: the oldest that needle's roles promise to work with. */
const oldest = { collections: "10.7.0", packages: ["kubernetes==35.0.0", "jsonpatch==1.33"] };

/** The folder of an ansible-core's programs. The oldest gets a virtual environment of its own, kept for the next time. */
export async function programsOf(version: string): Promise<string> {
  if (version === versions.newest) return join(process.cwd(), ".venv/bin");
  const venv = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "needle/ansible", version);
  const done = join(venv, ".needle");
  const wanted = [`ansible-core==${version}`, ...oldest.packages];
  if (!existsSync(done) || readFileSync(done, "utf8") !== wanted.join()) {
    mkdirSync(join(venv, ".."), { recursive: true });
    await execa("python3", ["-m", "venv", "--clear", venv]);
    await execa(join(venv, "bin/pip"), ["install", "--quiet", ...wanted]);
    await execa("bash", ["support/collections", venv, oldest.collections]);
    writeFileSync(done, wanted.join());
  }
  return join(venv, "bin");
}

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
