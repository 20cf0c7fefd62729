import { join } from "node:path";
import { serialOf, uuidOf } from "./identity.ts";
import type { Image } from "./image.ts";
import { type Cable, macOf, type Place } from "./place.ts";

/** The port of the loopback, inside the lab's namespace, where a machine meets its board controller. */
export function wireOf({ index }: Place): number {
  return 9000 + index;
}

export const EMULATOR = "qemu-system-x86_64";

/** Qemu's own control, in the machine's directory. */
export const MONITOR = "monitor";

export const DISK = "system.qcow2";

export function dataOf(number: number): string {
  return `data${number}.raw`;
}

/** The emulated processor is an old one: every feature more is time spent in emulation. */
export function qemu(place: Place, image: Image, key: string): string[] {
  const { host } = place;
  return [
    EMULATOR,
    ...["-name", host.name, "-nodefaults", "-no-user-config", "-display", "none"],
    ...["-machine", "q35,sata=off,smbus=off,i8042=off", "-accel", "tcg,thread=multi", "-cpu", "Nehalem"],
    ...["-smp", `${host.cpus ?? 1}`, "-m", `${host.memory ?? 2048}`, "-rtc", "base=utc,clock=host"],
    ...["-chardev", `file,id=console,append=on,path=${comma(place.console)}`, "-serial", "chardev:console"],
    // Relative, as a socket's path is short.
    ...["-qmp", `unix:${MONITOR},server=on,wait=off`],
    ...["-kernel", join(image.directory, "vmlinuz"), "-initrd", join(image.directory, "initrd.img")],
    ...["-append", kernelLine(place)],
    ...disks(place),
    ...place.cables.flatMap(card),
    ...(host.watchdog ? ["-device", "i6300esb", "-action", "watchdog=reset"] : []),
    ...["-device", "virtio-rng-pci"],
    ...["-chardev", `socket,id=bmc,host=127.0.0.1,port=${wireOf(place)},reconnect=1`],
    ...["-device", "ipmi-bmc-extern,id=bmc0,chardev=bmc", "-device", "isa-ipmi-kcs,bmc=bmc0"],
    ...["-uuid", uuidOf(place), "-smbios", `type=1,serial=${serialOf(place)}`],
    ...["-smbios", `type=11,value=io.systemd.credential.binary:ssh.authorized_keys.root=${key}`],
  ];
}

/** The system disk may lie about what it has flushed, as a new lab replaces it; the data disks may not. */
function disks(place: Place): string[] {
  const system = `if=none,id=system,file=${file(place, DISK)},format=qcow2,cache=unsafe,discard=unmap`;
  const data = (place.host.disks ?? []).flatMap((_, number) => [
    ...["-drive", `if=none,id=data${number},file=${file(place, dataOf(number))},format=raw,cache=writeback`],
    ...["-device", `virtio-blk-pci,drive=data${number},serial=data${number}`],
  ]);
  return ["-drive", system, "-device", "virtio-blk-pci,drive=system", ...data];
}

function kernelLine(place: Place): string {
  const { host, site, cables } = place;
  const address = ({ network, address, prefix, device }: Cable) => {
    const gateway = network === "management" ? site.spec.network.gateway : "";
    return `ip=${address}::${gateway}:${mask(prefix)}:${host.name}:${device}:off`;
  };
  return [
    "root=/dev/vda rw console=ttyS0 quiet net.ifnames=0 mitigations=off no_timer_check audit=0",
    "sysctl.net.ipv6.conf.all.disable_ipv6=1 sysctl.net.ipv6.conf.default.disable_ipv6=1",
    // Without the driver of the power button nothing inside learns that the controller is about to cut the power.
    "modprobe.blacklist=button,cfg80211,psmouse,iTCO_wdt,ipmi_ssif,pcspkr,drm",
    `systemd.hostname=${host.name}`,
    ...cables.map(address),
  ].join(" ");
}

function card(cable: Cable, number: number): string[] {
  const { port } = cable;
  return [
    ...["-netdev", `tap,id=net${number},ifname=${port},script=no,downscript=no`],
    ...["-device", `virtio-net-pci,netdev=net${number},mac=${macOf(cable)}`],
  ];
}

function mask(prefix: string): string {
  const bits = (0xffffffff << (32 - Number(prefix))) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
}

function file({ directory }: Place, name: string): string {
  return comma(join(directory, name));
}

/** Qemu reads a comma as the end of a value. */
function comma(path: string): string {
  return path.replaceAll(",", ",,");
}
