/** Debian releases a lab can be made of. */
export type Suite = "bookworm" | "trixie";

/** A directory of this machine that shows up inside a container. */
export interface Bind {
  readonly from: string;
  readonly to: string;
}

/** The cables a host may have: eth0 and eth1. */
export type Network = "management" | "replication";

export interface LabHost {
  readonly name: string;
  /** IPv4, inside the lab's network. */
  readonly address: string;
  /** IPv4, inside the replication network; with it the host has a second cable. */
  readonly replication?: string;
  readonly kind: "container" | "machine";
  /** MiB; machines only, as are `cpus`, `disks`, `bmc` and `watchdog`. */
  readonly memory?: number;
  readonly cpus?: number;
  /** Sizes in MiB; the guest sees them as /dev/disk/by-id/virtio-data0, -data1 and so on. */
  readonly disks?: readonly number[];
  /** IPv4 of the board controller in the lab's network; without it only the lab itself reaches it. */
  readonly bmc?: string;
  /** An emulated watchdog that resets the machine; its driver makes /dev/watchdog. */
  readonly watchdog?: boolean;
  /** Containers only. */
  readonly binds?: readonly Bind[];
}

export interface LabSpec {
  /** Also the prefix of everything the lab makes: lower case letters, digits, dashes. */
  readonly name: string;
  readonly network: { readonly cidr: string; readonly gateway: string };
  /** A second network without a gateway, on a bridge of its own. */
  readonly replication?: { readonly cidr: string };
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
  /** Pulls the cable of one network, or of all. */
  cut(host: string, network?: Network): Promise<void>;
  heal(host: string, network?: Network): Promise<void>;
  /** A power cut: nothing inside gets to say goodbye. Disks survive. A machine's is done by its board controller. */
  kill(host: string): Promise<void>;
  /** Also after `pull` and `killBmc`. */
  start(host: string): Promise<void>;
  /** The machine loses its power and nobody told its board controller, which answers "off" and can switch it on. */
  pull(host: string): Promise<void>;
  /** The machine and its board controller lose their power together. */
  killBmc(host: string): Promise<void>;
  /** New hardware of the same name and address: its data disks are blank, with "host" its system disk is new as well. */
  replace(host: string, part: "disks" | "host"): Promise<void>;
  /** The machine stands still, as a hung kernel does; the board controller answers and can switch it off. */
  freeze(host: string): Promise<void>;
  thaw(host: string): Promise<void>;
  waitReady(host: string): Promise<void>;
  /**
   * Keeps the state of all hosts in a fresh directory, with the named files of the lab's directory. Machines stand
   * still meanwhile, containers boot anew.
   */
  save(directory: string, files?: readonly string[]): Promise<void>;
  /** In place of `up`, from what `save` kept: machines go on where they stood, containers boot from their disks. */
  restore(directory: string): Promise<void>;
}
