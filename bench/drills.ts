import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";
import type { Report } from "../cli/drill/report.ts";
import { drills as ofPairs } from "../cli/pair/drill/kinds.ts";
import { drills as ofQuorums } from "../cli/quorum/drill/kinds.ts";
import { analyse } from "../index.ts";
import { drillsPage } from "./drills-page.ts";

/**
 * Every drill on one lab, one after the other: what one has left behind is what the next begins with. Two rounds, so that
 * more than one host is once the one that dies. Records and page are committed.
 */
const [spec = "specs/lab-pair.yaml", suite = "bookworm"] = process.argv.slice(2);
const needle = join(process.cwd(), "dist/bin/needle.js");

const { plan } = analyse(readFileSync(spec, "utf8"), spec);
const about = plan?.quorum
  ? {
      drills: ofQuorums,
      name: `quorum-${suite}`,
      what: "three containers that share the machine's cores: real k3s, etcd and kube-vip, no kubelet",
    }
  : {
      drills: ofPairs,
      name: suite,
      what: "two emulated virtual machines, several times slower than metal, and a witness: real DRBD, Pacemaker, IPMI and PowerDNS",
    };
const folder = join("docs/drills", about.name);

const run = async (args: readonly string[]) => {
  const { exitCode } = await execa("node", [needle, ...args], { stdio: "inherit", reject: false });
  return exitCode ?? 1;
};

if ((await run(["lab", "up", "--suite", suite, spec])) !== 0) process.exit(1);
const converged = await run(["run", "--lab", spec]);
if (converged === 0) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const drill of [...about.drills, ...about.drills])
    await run(["drill", drill, "--lab", "--yes", "--record", folder, spec]);
}
const reports = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Report)
  .sort((a, b) => (a.began < b.began ? -1 : 1));
writeFileSync(
  join("docs", `drills-${about.name}.md`),
  drillsPage(reports, { suite, what: about.what, folder: `drills/${about.name}` }),
);
await run(["lab", "down", basename(spec, ".yaml")]);
process.exitCode = converged === 0 && reports.length > 0 && reports.every(({ passed }) => passed) ? 0 : 1;
