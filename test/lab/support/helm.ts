import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** The version in metal-stack's deployment image. */
const version = "v3.18.6";

/** A real helm: the one on the path, or one built from its sources, which takes a minute or two and is kept. */
export async function findHelm(): Promise<{ readonly file: string } | { readonly missing: string }> {
  const { stdout: found } = await execa("sh", ["-c", "command -v helm"], { reject: false });
  if (found) return { file: found };
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "needle/helm", version);
  const file = join(folder, "helm");
  if (existsSync(file)) return { file };
  await mkdir(folder, { recursive: true });
  const { failed, stderr } = await execa(
    "flock",
    [`${file}.lock`, "go", "install", `helm.sh/helm/v3/cmd/helm@${version}`],
    {
      env: { GOBIN: folder, GOFLAGS: "-buildvcs=false -trimpath" },
      reject: false,
    },
  );
  return failed
    ? { missing: `no helm on the path, and none can be built: ${stderr?.split("\n").at(-1) ?? "no go"}` }
    : { file };
}
