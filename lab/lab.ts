/** Debian releases a lab can be made of. */
export type Suite = "bookworm" | "trixie";

/** A directory of this machine that shows up inside a container. */
export interface Bind {
  readonly from: string;
  readonly to: string;
}

export interface LabHost {
  readonly name: string;
  /** IPv4, inside the lab's network. */
  readonly address: string;
  readonly kind: "container" | "machine";
  /** MiB; machines only, as are `cpus`, `disks` and `bmc`. */
  readonly memory?: number;
  readonly cpus?: number;
  /** Sizes in MiB; the guest sees them as /dev/disk/by-id/virtio-data0, -data1 and so on. */
  readonly disks?: readonly number[];
  /** IPv4 of the board controller in the lab's network; without it only the lab itself reaches it. */
  readonly bmc?: string;
  /** Containers only. */
  readonly binds?: readonly Bind[];
}

export interface LabSpec {
  /** Also the prefix of everything the lab makes: lower case letters, digits, dashes. */
  readonly name: string;
  readonly network: { readonly cidr: string; readonly gateway: string };
  readonly suite: Suite;
  readonly hosts: readonly LabHost[];
}

/** Receives one line of progress at a time; the lab itself never prints. */
export type Say = (line: string) => void;

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  /** Gives up after this long; scaled by the machine's factor. */
  readonly seconds?: number;
}

/** A shell script as one string, or an argument vector that no shell may reinterpret. */
export type Command = string | readonly string[];

export interface Bmc {
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

export interface Lab {
  readonly name: string;
  readonly spec: LabSpec;
  readonly directory: string;
  readonly namespace: string;
  /** For `ssh -F` and for Ansible's ANSIBLE_SSH_ARGS. */
  readonly sshConfig: string;
  up(): Promise<void>;
  /** Removes every trace, also of a lab whose maker crashed; safe to repeat. */
  down(): Promise<void>;
  ssh(host: string, command: Command, options?: RunOptions): Promise<Outcome>;
  /** Runs a command of this machine as a client in the lab's network. */
  outside(argv: readonly string[], options?: RunOptions): Promise<Outcome>;
  addressOf(host: string): string;
  /** Where a machine's board controller answers, and to whom. */
  bmcOf(host: string): Promise<Bmc>;
  /** What the host has written to its console so far. */
  consoleOf(host: string): Promise<string>;
  /** Pulls the network cable. */
  cut(host: string): Promise<void>;
  heal(host: string): Promise<void>;
  /** A power cut: nothing inside gets to say goodbye. Disks survive. */
  kill(host: string): Promise<void>;
  start(host: string): Promise<void>;
  waitReady(host: string): Promise<void>;
}
