import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { guidOf } from "./identity.ts";
import type { Bmc } from "./lab.ts";
import type { Place, Site } from "./place.ts";
import { wireOf } from "./qemu.ts";

const USER = "needle";

/** In the lab's directory; one for all controllers of a lab. */
export const PASSWORD = "bmc-password";

/** A management controller as the board would have it: by IPMI's own network protocol, with qemu as its child. */
const EMULATION = `mc_setbmc 0x20
mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
sel_enable 0x20 1000 0x0a
mc_enable 0x20
`;

export async function makePassword(site: Site): Promise<void> {
  // IPMI 2.0 takes at most 20 bytes.
  await writeFile(passwordOf(site), randomBytes(8).toString("hex"), { mode: 0o600 });
}

export async function bmcOf(place: Place): Promise<Bmc> {
  const password = await readFile(passwordOf(place.site), "utf8");
  return { address: place.host.bmc ?? hidden(place), user: USER, password };
}

/** A file with further arguments for the machine, used up by the next start. */
export const ONCE = "once";

/** `power` is the command that becomes the machine. The controller signals its child, so the child may not wait for it. */
export async function makeBmc(place: Place, power: readonly string[]): Promise<void> {
  const { directory } = place;
  const script = `#!/bin/sh
cd ${quote(directory)} || exit
if [ -e ${ONCE} ]; then set -- -incoming "$(cat ${ONCE})"; rm ${ONCE}; fi
exec ${power.map(quote).join(" ")} "$@"
`;
  await writeFile(join(directory, "power-on"), script, { mode: 0o700 });
  const bmc = await bmcOf(place);
  await writeFile(join(directory, "bmc.conf"), configuration(place, bmc), { mode: 0o600 });
  await writeFile(join(directory, "bmc.emu"), EMULATION);
  await mkdir(join(directory, "bmc"), { recursive: true });
}

/** The command of the controller, run in the machine's directory. */
export function bmcCommand({ site }: Place): string[] {
  const files = ["-c", "bmc.conf", "-f", "bmc.emu", "-s", "bmc"];
  return ["ip", "netns", "exec", site.namespace, "ipmi_sim", "-n", ...files];
}

/** `power status`, `power off` and so on, as any client in the network would send it. */
export async function chassis(place: Place, argv: readonly string[]): Promise<string> {
  const { address, user } = await bmcOf(place);
  const client = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", address, "-U", user];
  const { stdout } = await execa(
    "ip",
    ["netns", "exec", place.site.namespace, ...client, "-f", passwordOf(place.site), "chassis", ...argv],
    { stdin: "ignore" },
  );
  return stdout;
}

function configuration(place: Place, { address, user, password }: Bmc): string {
  const auths = ["user", "operator", "admin"].map((level) => `allowed_auths_${level} none md2 md5 straight`);
  return `name "${place.host.name}"
set_working_mc 0x20
startlan 1
addr ${address} 623
priv_limit admin
${auths.join("\n")}
guid ${guidOf(place)}
endlan
serial 15 127.0.0.1 ${wireOf(place)} codec VM
startcmd "${join(place.directory, "power-on")}"
startnow false
poweroff_wait 1
kill_wait 1
user 1 true "" "" user 10 none md2 md5 straight
user 2 true "${user}" "${password}" admin 10 none md2 md5 straight
`;
}

/** On the loopback of the lab's namespace: reachable for the lab, invisible for its hosts. */
function hidden({ index }: Place): string {
  return `127.0.1.${index + 1}`;
}

function passwordOf({ directory }: Site): string {
  return join(directory, PASSWORD);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
