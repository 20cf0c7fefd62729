import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { deadline } from "./factor.ts";
import type { Command, Outcome, RunOptions } from "./lab.ts";
import type { Site } from "./place.ts";

export function sshConfigOf({ directory }: Site): string {
  return join(directory, "ssh_config");
}

const KEY = "key";
const KNOWN = "known_hosts";

export function keyOf({ directory }: Site): string {
  return join(directory, KEY);
}

/** In the lab's directory; with them an old host can be reached from a new lab. */
export const accessFiles = [KEY, `${KEY}.pub`, KNOWN] as const;

export async function makeKey(site: Site): Promise<void> {
  await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "needle-lab", "-f", keyOf(site)]);
}

/** A configuration that makes plain `ssh -F` work from a machine without a route to the lab. */
export async function makeAccess(site: Site): Promise<void> {
  await writeFile(sshConfigOf(site), configuration(site), { mode: 0o600 });
}

/** A new host shows a new key, and ssh takes nobody else for the old one. */
export async function forgetKey(site: Site, address: string): Promise<void> {
  await execa("ssh-keygen", ["-q", "-f", join(site.directory, KNOWN), "-R", address]);
}

/** The options stand under `*` so that an address which moves between hosts is reached the same way. */
function configuration(site: Site): string {
  const hosts = site.spec.hosts.map(
    ({ name, address }) => `Host ${name} ${address}\n  HostName ${address}\n`,
  );
  return `${hosts.join("")}Host *
  User root
  IdentityFile "${keyOf(site)}"
  IdentitiesOnly yes
  UserKnownHostsFile "${join(site.directory, KNOWN)}"
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking accept-new
  BatchMode yes
  LogLevel ERROR
  ConnectTimeout 30
  ServerAliveInterval 15
  ServerAliveCountMax 8
  ProxyCommand ip netns exec ${site.namespace} socat - TCP:%h:%p
`;
}

/** Exit code 255 means that ssh itself failed. */
export async function ssh(
  site: Site,
  host: string,
  { command, ...options }: RunOptions & { readonly command: Command },
): Promise<Outcome> {
  const line = typeof command === "string" ? command : command.map(quote).join(" ");
  return run(["ssh", "-F", sshConfigOf(site), host, "--", line], options);
}

export function outside(
  { namespace }: Site,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return run(["ip", "netns", "exec", namespace, ...argv], options);
}

async function run(argv: readonly string[], { input, seconds }: RunOptions): Promise<Outcome> {
  const [file = "", ...args] = argv;
  const { exitCode, stdout, stderr } = await execa(file, args, {
    reject: false,
    ...(input === undefined ? { stdin: "ignore" as const } : { input }),
    ...(seconds === undefined ? {} : { timeout: await deadline(seconds) }),
  });
  return { exitCode, stdout, stderr };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
