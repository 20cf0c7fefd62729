import { mkdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bmcOf, makePassword } from "./bmc.ts";
import { clean } from "./clean.ts";
import { container } from "./container.ts";
import { ensureImage, type Image } from "./image.ts";
import type { Lab, LabSpec, Say } from "./lab.ts";
import { machine } from "./machine.ts";
import type { Maker } from "./maker.ts";
import { makeNetwork, setPort } from "./network.ts";
import { type Place, placeOf, placesOf, type Site, siteOf } from "./place.ts";
import { makeAccess, outside, ssh, sshConfigOf } from "./ssh.ts";
import { claim, claimant, keepSpec, recallSpec } from "./state.ts";
import { until } from "./until.ts";

export interface LabOptions {
  /** Everything the lab keeps is below it, and goes with `down`. */
  readonly directory: string;
  readonly say?: Say;
}

type Kind = Place["host"]["kind"];

const makers = { container, machine } satisfies Record<Kind, Maker>;

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
    ssh: (host, command, options) => ssh(site, at(host).host.name, { command, ...options }),
    outside: (argv, options) => outside(site, argv, options),
    addressOf: (host) => at(host).host.address,
    bmcOf: (host) => bmcOf(at(host)),
    consoleOf: (host) => readFile(at(host).console, "utf8"),
    cut: (host) => setPort(at(host), "down"),
    heal: (host) => setPort(at(host), "up"),
    kill: (host) => makerOf(at(host)).kill(at(host)),
    start: (host) => makerOf(at(host)).start(at(host)),
    waitReady: (host) => waitReady(at(host)),
  };
}

/** Opens a lab that another process has made in this directory. */
export async function recallLab(options: LabOptions): Promise<Lab | undefined> {
  const spec = await recallSpec(resolve(options.directory));
  return spec && openLab(spec, options);
}

async function up(site: Site, say: Say): Promise<void> {
  const owner = await claimant(site);
  if (owner !== undefined && owner !== site.directory) {
    throw new Error(`lab ${site.spec.name} belongs to ${owner}; take it down there first`);
  }
  await clean(site);
  const images = await imagesOf(site, say);
  await claim(site);
  await mkdir(site.directory, { recursive: true, mode: 0o700 });
  await keepSpec(site);
  await makeAccess(site);
  await makePassword(site);
  await makeNetwork(site);
  await Promise.all(placesOf(site).map((place) => bring(place, images, say)));
}

async function imagesOf({ spec }: Site, say: Say): Promise<Map<Kind, Image>> {
  const images = new Map<Kind, Image>();
  for (const { kind } of spec.hosts) {
    if (!images.has(kind)) images.set(kind, await ensureImage({ suite: spec.suite, flavour: kind, say }));
  }
  return images;
}

async function bring(place: Place, images: ReadonlyMap<Kind, Image>, say: Say): Promise<void> {
  const { host } = place;
  const image = images.get(host.kind);
  if (!image) throw new Error(`no image for ${host.name}`);
  const from = performance.now();
  await mkdir(place.directory, { recursive: true });
  await makerOf(place).prepare(place, image);
  await makerOf(place).start(place);
  await waitReady(place);
  say(`${host.name} is ready at ${host.address} after ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

function makerOf({ host }: Place): Maker {
  return makers[host.kind];
}

/** Ready is more than sshd: the boot has ended, so that no unit of it disturbs what comes next. */
async function waitReady(place: Place): Promise<void> {
  const { host, site } = place;
  const command = "systemctl is-system-running --wait";
  await until(
    async () => /running|degraded/.test((await ssh(site, host.name, { command, seconds: 60 })).stdout),
    {
      seconds: makerOf(place).seconds,
      what: `${host.name} to be ready`,
      log: () => readFile(place.console, "utf8"),
    },
  );
}
