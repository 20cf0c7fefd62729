import { execa } from "execa";
import { deadline } from "../../lab/index.ts";
import { outsideName } from "../lab/outside.ts";
import type { Site } from "../site/site.ts";

/** How programs are started elsewhere: the argument vector of a local process that does it. */
export interface Reach {
  /** As root on a host. */
  on(host: string, script: string): readonly string[];
  /** As a client that is no part of the needle: the lab's own outside host, or this machine. */
  outside(program: readonly string[]): readonly string[];
}

/** A host that dies is noticed in half a minute, and what a cut-off one wrote in the meantime is still delivered. */
const alive = ["-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3", "-o", "ConnectTimeout=15"];

export function reachOf({ plan, lab, env }: Site): Reach {
  if (lab) {
    const ssh = (host: string, command: string) => [
      "ssh",
      ...alive,
      "-F",
      lab.sshConfig,
      host,
      "--",
      command,
    ];
    return {
      on: ssh,
      outside: (program) => ssh(outsideName, program.map(quote).join(" ")),
    };
  }
  const more = (env["ANSIBLE_SSH_ARGS"] ?? "").split(" ").filter(Boolean);
  return {
    on: (name, script) => {
      const host = plan.hosts.find((each) => each.name === name);
      if (!host) throw new Error(`${plan.name} has no host ${name}`);
      const root = host.user === "root" ? script : `sudo -n sh -c ${quote(script)}`;
      const to = ["-p", String(host.port), `${host.user}@${host.address}`];
      return ["ssh", ...alive, "-o", "BatchMode=yes", ...more, ...to, "--", root];
    },
    outside: (program) => program,
  };
}

export const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

export interface Said {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Runs to the end, in a session of its own, so that ctrl-C does not interrupt what mends. */
export async function run(argv: readonly string[], seconds = 60): Promise<Said> {
  const [program = "", ...args] = argv;
  const { exitCode, stdout, stderr } = await execa(program, args, {
    stdin: "ignore",
    reject: false,
    detached: true,
    timeout: await deadline(seconds),
  });
  return { code: exitCode, out: stdout, err: stderr };
}
