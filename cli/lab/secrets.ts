import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Secret } from "../../compiler/plan/plan.ts";
import { ansibleEnvironment } from "../ansible.ts";
import { randomValue } from "../secrets/value.ts";

export interface SecretFiles {
  /** Variables, encrypted by ansible-vault. */
  readonly variables: string;
  readonly password: string;
}

/** Random values for every secret of the plan, but for those that the lab's hardware has already, by place. They pass from memory through a pipe into ansible-vault, never in plain to a disk. */
export async function makeSecrets(
  secrets: readonly Secret[],
  directory: string,
  env: NodeJS.ProcessEnv,
  given: ReadonlyMap<string, string> = new Map(),
): Promise<SecretFiles> {
  const files = { variables: join(directory, "secrets.yaml"), password: join(directory, "vault-password") };
  await writeFile(files.password, `${random()}\n`, { mode: 0o600 });
  const plain = secrets
    .map(
      ({ place, form }) => `${place}: ${JSON.stringify(given.get(place) ?? randomValue(form) ?? random())}\n`,
    )
    .join("");
  const args = ["encrypt", "--vault-password-file", files.password, "--output", "-", "-"];
  const { stdout } = await execa("ansible-vault", args, {
    input: plain,
    env: ansibleEnvironment(directory, env),
  });
  await writeFile(files.variables, `${stdout}\n`, { mode: 0o600 });
  return files;
}

const random = (): string => randomBytes(32).toString("base64");
