import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bmcOf } from "./bmc.ts";
import { clean } from "./clean.ts";
import type { Lab, LabSpec, Say } from "./lab.ts";
import { killBmc, replaceMachine } from "./machine.ts";
import { setCables } from "./network.ts";
import { type Place, placeOf, siteOf } from "./place.ts";
import { signal } from "./process.ts";
import { restore } from "./restore.ts";
import { save } from "./save.ts";
import { outside, ssh, sshConfigOf } from "./ssh.ts";
import { recallSpec } from "./state.ts";
import { makerOf, up, waitReady } from "./up.ts";

export interface LabOptions {
  /** Everything the lab keeps is below it, and goes with `down`. */
  readonly directory: string;
  readonly say?: Say;
}

/** Makes nothing yet: a lab can be opened to bring it up, to use one that is up, or to take it down. */
export function openLab(spec: LabSpec, { directory, say = () => {} }: LabOptions): Lab {
  const site = siteOf(spec, directory);
  const at = (host: string) => placeOf(site, host);
  return {
    name: spec.name,
    spec,
    directory: site.directory,
    namespace: site.namespace,
    sshConfig: sshConfigOf(site),
    up: () => up(site, say),
    down: () => clean(site),
    save: (target, files) => save(site, target, files),
    restore: (source) => restore(site, source, say),
    ssh: (host, command, options) => ssh(site, at(host).host.name, { command, ...options }),
    outside: (argv, options) => outside(site, argv, options),
    addressOf: (host) => at(host).host.address,
    bmcOf: (host) => bmcOf(at(host)),
    consoleOf: (host) => readFile(at(host).console, "utf8"),
    cut: (host, network) => setCables(at(host), "down", network),
    heal: (host, network) => setCables(at(host), "up", network),
    kill: (host) => makerOf(at(host)).kill(at(host)),
    pull: (host) => makerOf(at(host)).pull(at(host)),
    killBmc: (host) => killBmc(at(host)),
    replace: (host, part) => replaceMachine(at(host), part),
    freeze: (host) => tell(at(host), "SIGSTOP"),
    thaw: (host) => tell(at(host), "SIGCONT"),
    start: (host) => makerOf(at(host)).start(at(host)),
    waitReady: (host) => waitReady(at(host)),
  };
}

/** Opens a lab that another process has made in this directory. */
export async function recallLab(options: LabOptions): Promise<Lab | undefined> {
  const spec = await recallSpec(resolve(options.directory));
  return spec && openLab(spec, options);
}

async function tell(place: Place, name: "SIGSTOP" | "SIGCONT"): Promise<void> {
  const processes = await makerOf(place).processes(place);
  if (processes.length === 0) throw new Error(`${place.host.name} does not run`);
  await Promise.all(processes.map((one) => signal(one, name)));
}
