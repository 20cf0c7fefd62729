import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { execa } from "execa";
import { hasKubeVip, kubeVipFile } from "../../../cli/lab/artefact.ts";
import { kubeVip } from "../../../compiler/plan/known/kube-vip.ts";

const module = "github.com/kube-vip/kube-vip";
/** Of the module's zip, for not every checksum database knows it. Its dependencies are held against its own go.sum. */
const sum = "h1:LAvGmK34svcNhTxXNyDoV7s1bHYEgXrM3ff2FxfH6Us=";

/** A real kube-vip where the role looks for it: built from its sources, which takes a few minutes, and kept. */
export async function findKubeVip(): Promise<{ readonly missing: string } | undefined> {
  if (hasKubeVip(process.env)) return undefined;
  try {
    await build(kubeVipFile(process.env));
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n").at(-1) : String(error);
    return { missing: `no kube-vip, and none can be built: ${reason}` };
  }
}

async function build(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const alone = [`${file}.lock`, "go"];
  const download = ["mod", "download", "-json", `${module}@${kubeVip.version}`];
  const { stdout } = await execa("flock", [...alone, ...download], {
    env: { GONOSUMDB: module, GOFLAGS: "-mod=mod" },
  });
  const found = JSON.parse(stdout) as { readonly Dir: string; readonly Sum: string };
  if (found.Sum !== sum) throw new Error(`${module} ${kubeVip.version} has the sum ${found.Sum}`);
  await execa("flock", [...alone, "build", "-o", file, "."], {
    cwd: found.Dir,
    env: { GOFLAGS: "-mod=readonly -buildvcs=false -trimpath" },
  });
}
