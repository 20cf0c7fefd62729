import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LabHost, LabSpec } from "../../../lab/index.ts";

/** A lab no other test run can meet: its name holds this process, its directory is fresh. */
export async function scratchLab(
  title: string,
  hosts: readonly LabHost[],
): Promise<{ readonly spec: LabSpec; readonly directory: string }> {
  const name = `${title}-${process.pid}`;
  const directory = join(await mkdtemp(join(tmpdir(), "needle-lab-")), name);
  const network = { cidr: "10.77.0.0/24", gateway: "10.77.0.1" };
  return { spec: { name, network, suite: "bookworm", hosts }, directory };
}
