import { execa } from "execa";

/** Debian packages a machine needs to make labs. */
export const controllerPackages = [
  "apt-utils",
  "e2fsprogs",
  "ipmitool",
  "iproute2",
  "mmdebstrap",
  "openipmi",
  "openssh-client",
  "qemu-system-x86",
  "qemu-utils",
  "socat",
  "systemd-container",
] as const;

export async function missingPackages(): Promise<string[]> {
  const format = ["-f", `\${db:Status-Abbrev} \${Package}\n`];
  const { stdout } = await execa("dpkg-query", ["-W", ...format, ...controllerPackages], { reject: false });
  const installed = new Set(
    stdout
      .split("\n")
      .filter((line) => line.startsWith("ii"))
      .map((line) => line.slice(4)),
  );
  return controllerPackages.filter((name) => !installed.has(name));
}
