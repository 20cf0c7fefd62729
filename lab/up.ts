import { mkdir, readFile } from "node:fs/promises";
import { makePassword } from "./bmc.ts";
import { clean } from "./clean.ts";
import { container } from "./container.ts";
import { ensureImage, type Image } from "./image.ts";
import type { Say } from "./lab.ts";
import { machine } from "./machine.ts";
import type { Maker } from "./maker.ts";
import { makeNetwork } from "./network.ts";
import { type Place, placesOf, type Site } from "./place.ts";
import { makeAccess, makeKey, ssh } from "./ssh.ts";
import { claim, claimant, keepSpec } from "./state.ts";
import { until } from "./until.ts";

type Kind = Place["host"]["kind"];

export type Images = ReadonlyMap<Kind, Image>;

const makers = { container, machine } satisfies Record<Kind, Maker>;

export function makerOf({ host }: Place): Maker {
  return makers[host.kind];
}

export async function up(site: Site, say: Say): Promise<void> {
  const images = await found(site, say, async () => {
    await makeKey(site);
    await makePassword(site);
  });
  await Promise.all(placesOf(site).map((place) => bring(place, images, say)));
}

/** All of a lab but its hosts; `identify` puts the key and the controllers' password in place. */
export async function found(site: Site, say: Say, identify: () => Promise<void>): Promise<Images> {
  const owner = await claimant(site);
  if (owner !== undefined && owner !== site.directory) {
    throw new Error(`lab ${site.spec.name} belongs to ${owner}; take it down there first`);
  }
  await clean(site);
  const images = await imagesOf(site, say);
  await claim(site);
  await mkdir(site.directory, { recursive: true, mode: 0o700 });
  await keepSpec(site);
  await identify();
  await makeAccess(site);
  await makeNetwork(site);
  return images;
}

export async function imagesOf({ spec }: Pick<Site, "spec">, say: Say): Promise<Images> {
  const images = new Map<Kind, Image>();
  for (const { kind } of spec.hosts) {
    if (!images.has(kind)) images.set(kind, await ensureImage({ suite: spec.suite, flavour: kind, say }));
  }
  return images;
}

async function bring(place: Place, images: Images, say: Say): Promise<void> {
  const { name, address } = place.host;
  const from = performance.now();
  await prepare(place, images);
  await makerOf(place).start(place);
  await waitReady(place);
  say(`${name} is ready at ${address} after ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

export async function prepare(place: Place, images: Images): Promise<void> {
  const image = images.get(place.host.kind);
  if (!image) throw new Error(`no image for ${place.host.name}`);
  await mkdir(place.directory, { recursive: true });
  await makerOf(place).prepare(place, image);
}

/** Ready is more than sshd: the boot has ended, so that no unit of it disturbs what comes next. */
export async function waitReady(place: Place): Promise<void> {
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
