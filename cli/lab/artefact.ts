import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { kubeVip } from "../../compiler/plan/known/kube-vip.ts";
import type { Plan } from "../../compiler/plan/plan.ts";

/** A k3s binary on this machine, or why there is none. */
export type Binary =
  | {
      readonly file: string;
      readonly sha256: string;
      readonly directory: string;
      /** A build of one's own, which has none of the programs that a kubelet needs. */
      readonly own: boolean;
    }
  | { readonly missing: string };

const releasePage = "https://github.com/k3s-io/k3s/releases/download";

export const artefactsDirectory = (env: NodeJS.ProcessEnv): string =>
  env["NEEDLE_ARTIFACTS"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "needle/artifacts");

/** Where the role looks for kube-vip on the controller: a lab's containers have no kubelet that could run its image. */
export const kubeVipFile = (env: NodeJS.ProcessEnv): string =>
  join(artefactsDirectory(env), "kube-vip", kubeVip.version, "kube-vip");

export const hasKubeVip = (env: NodeJS.ProcessEnv): boolean => isFile(kubeVipFile(env));

/** The lab's hosts have no internet, so the controller looks for them: a file first, then a mirror, then the release page. */
export async function findBinary(
  { kubernetes, artefacts, hosts }: Plan,
  env: NodeJS.ProcessEnv,
): Promise<Binary> {
  const emulated = hosts.some(({ role, kind }) => role === "control-plane" && kind !== "container");
  if (emulated && !env["NEEDLE_LAB_K3S"])
    return { missing: "an emulated machine is slow for Kubernetes; NEEDLE_LAB_K3S=1 takes it in" };
  const directory = artefactsDirectory(env);
  const { version, sha256 } = kubernetes;
  const file = [join(directory, version, "k3s"), join(directory, "k3s"), directory].find(isFile);
  if (file) {
    const found = await sumOf(file);
    return { file, sha256: found, directory, own: found !== sha256 };
  }

  const reasons: string[] = [`no file ${join(directory, version, "k3s")}`];
  for (const page of [artefacts.mirror, releasePage].filter((page) => page !== undefined)) {
    const to = join(directory, version, "k3s");
    const reason = await download(`${page}/${encodeURIComponent(version)}/k3s`, to, sha256);
    if (reason === undefined) return { file: to, sha256, directory, own: false };
    reasons.push(reason);
  }
  const remedy = `put the binary of ${version} there, or name its folder in NEEDLE_ARTIFACTS`;
  return { missing: `${reasons.join("; ")}; ${remedy}` };
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** Keeps only what has the sum: a half or a wrong download never gets the name. */
async function download(url: string, to: string, sha256: string): Promise<string | undefined> {
  const part = `${to}.part`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(600_000) });
    if (!response.ok || !response.body) return `${url} answers ${response.status}`;
    await mkdir(join(to, ".."), { recursive: true });
    await pipeline(Readable.fromWeb(response.body), createWriteStream(part, { mode: 0o755 }));
    const found = await sumOf(part);
    if (found !== sha256) return `${url} has the sum ${found}, not ${sha256}`;
    await rename(part, to);
    return undefined;
  } catch (error) {
    const { cause, message } = error as Error;
    return `${url}: ${cause instanceof Error ? cause.message : message}`;
  } finally {
    await rm(part, { force: true });
  }
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
