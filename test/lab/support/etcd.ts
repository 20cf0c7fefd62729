import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { deploymentOf } from "../../../cli/lab/trial.ts";
import { until } from "../../../lab/index.ts";
import type { Ran, Trial } from "./trial.ts";

/**
 * Debian's etcd on the hosts of a quorum, where k3s would have its own: the same folders, ports and certificates, so that the
 * role's task files find it. What stands in for k3s's commands is said to them by variables.
 */
export interface Etcd {
  /** The first member, or one that joins through another. */
  start(host: string, through?: string): Promise<void>;
  ctl(host: string, words: string): Promise<string>;
  /** Plays tasks of role k3s on some hosts. */
  play(tasks: readonly object[], words?: Readonly<Record<string, unknown>>, killAt?: string): Promise<Ran>;
}

const data = "/srv/needle/k3s";
const settings = "/etc/needle-etcd";

export async function etcdOn(trial: Trial, hosts: readonly string[]): Promise<Etcd> {
  const { lab, plan, says } = trial;
  const folder = join(lab.directory, "etcd");
  await fetchPrograms(folder);
  await makeCertificates(
    folder,
    hosts.map((host) => lab.addressOf(host)),
  );
  const play = async (
    tasks: readonly object[],
    words: Readonly<Record<string, unknown>> = {},
    killAt?: string,
  ) => {
    const stage = "etcd-moves";
    const book = [{ hosts: "needle_control_plane", gather_facts: false, tasks }];
    await writeFile(
      join(deploymentOf(lab.directory), `playbooks/${plan.name}/${stage}.yaml`),
      JSON.stringify(book),
    );
    return trial.ansible(stage, ["-e", JSON.stringify({ ...standIns, ...words })], killAt);
  };
  const installed = await play(install(folder));
  if (installed.code !== 0) throw new Error(installed.output);

  const ctl = (host: string, words: string) =>
    says(host, `ETCDCTL_API=3 etcdctl ${certificates} --endpoints=https://127.0.0.1:2382 ${words}`);
  return {
    play,
    ctl,
    start: async (host, through) => {
      const peer = `http://${lab.addressOf(host)}:2380`;
      // It wants the others to have been there for some seconds.
      const said =
        through &&
        (await until(() => ctl(through, `member add ${host} --peer-urls=${peer}`), {
          seconds: 60,
          what: `${host} to be let in`,
        }));
      const cluster = /^ETCD_INITIAL_CLUSTER="(.*)"$/m.exec(said ?? "")?.[1] ?? `${host}=${peer}`;
      const state = through ? "existing" : "new";
      await says(
        host,
        `printf 'ETCD_INITIAL_CLUSTER=%s\\nETCD_INITIAL_CLUSTER_STATE=%s\\n' '${cluster}' ${state} > ${settings}-cluster
         systemctl start etcd`,
      );
    },
  };
}

/** In the place of k3s's own: what etcdctl can do as well. */
const standIns = {
  __k3s_service: "etcd.service",
  __k3s_save: ["/usr/local/bin/etcd-save"],
  __k3s_restore: ["/usr/local/bin/etcd-restore"],
  __k3s_reset_members: ["/usr/local/bin/etcd-alone"],
};

const certificates = ["--cacert server-ca.crt", "--cert client.crt", "--key client.key"]
  .map((option) => option.replace(" ", `=${data}/server/tls/etcd/`))
  .join(" ");

async function fetchPrograms(folder: string): Promise<void> {
  const kept = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "needle/debs/etcd");
  await mkdir(kept, { recursive: true });
  await mkdir(folder, { recursive: true });
  const script = `
    ls "$1"/etcd-server_*.deb "$1"/etcd-client_*.deb >/dev/null 2>&1 || (cd "$1" && apt-get -qq -o APT::Sandbox::User=root download etcd-server etcd-client)
    for deb in "$1"/*.deb; do dpkg-deb -x "$deb" "$2"; done`;
  await execa("bash", ["-euc", script, "bash", kept, folder]);
}

/** One for all: each member speaks as a client and as a server. */
async function makeCertificates(folder: string, addresses: readonly string[]): Promise<void> {
  const names = ["127.0.0.1", ...addresses].map((address) => `IP:${address}`).join(",");
  const script = `
    cd "$1"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=etcd-ca -keyout ca.key -out server-ca.crt
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=etcd -keyout client.key -out client.csr
    printf 'subjectAltName=%s\\nextendedKeyUsage=serverAuth,clientAuth\\n' "$2" > extensions
    openssl x509 -req -in client.csr -CA server-ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out client.crt`;
  await execa("bash", ["-euc", script, "bash", folder, names]);
}

const file = (dest: string, content: string, mode = "0644") => ({
  name: `Write ${dest}`,
  "ansible.builtin.copy": { dest, content, mode },
});

const install = (folder: string): object[] => [
  {
    name: "Make the folder of certificates",
    "ansible.builtin.file": { path: `${data}/server/tls/etcd`, state: "directory", mode: "0700" },
  },
  ...["server-ca.crt", "client.crt", "client.key"].map((name) => ({
    name: `Copy ${name}`,
    "ansible.builtin.copy": {
      src: join(folder, name),
      dest: `${data}/server/tls/etcd/${name}`,
      mode: "0600",
    },
  })),
  ...["etcd", "etcdctl"].map((name) => ({
    name: `Copy ${name}`,
    "ansible.builtin.copy": {
      src: join(folder, "usr/bin", name),
      dest: `/usr/local/bin/${name}`,
      mode: "0755",
    },
  })),
  file(settings, environment, "0600"),
  file("/etc/systemd/system/etcd.service", unit),
  file("/usr/local/bin/etcd-save", save, "0755"),
  file("/usr/local/bin/etcd-restore", restore, "0755"),
  file("/usr/local/bin/etcd-alone", alone, "0755"),
  // There is no Kubernetes here, so it knows no node.
  file("/usr/local/bin/kubectl", "#!/bin/sh\n", "0755"),
  { name: "Read the units", "ansible.builtin.systemd": { daemon_reload: true } },
];

const environment = `ETCD_NAME={{ inventory_hostname }}
ETCD_DATA_DIR=${data}/server/db/etcd
ETCD_LISTEN_PEER_URLS=http://{{ k3s_address }}:2380
ETCD_INITIAL_ADVERTISE_PEER_URLS=http://{{ k3s_address }}:2380
ETCD_LISTEN_CLIENT_URLS=https://127.0.0.1:2382
ETCD_ADVERTISE_CLIENT_URLS=https://127.0.0.1:2382
ETCD_LISTEN_METRICS_URLS=http://{{ k3s_address }}:2381
ETCD_CERT_FILE=${data}/server/tls/etcd/client.crt
ETCD_KEY_FILE=${data}/server/tls/etcd/client.key
ETCD_TRUSTED_CA_FILE=${data}/server/tls/etcd/server-ca.crt
ETCD_CLIENT_CERT_AUTH=true
`;

const unit = `[Service]
Type=notify
EnvironmentFile=${settings}
EnvironmentFile=${settings}-cluster
ExecStart=/usr/local/bin/etcd
Restart=always
RestartSec=2
TimeoutStartSec=0
`;

const common = `#!/bin/bash
set -euo pipefail
set -a; . ${settings}; set +a
export ETCDCTL_API=3
db=${data}/server/db
ctl() { etcdctl ${certificates} --endpoints=https://127.0.0.1:2382 "$@"; }
begin() {
  rm -rf "$db/etcd"
  env -i PATH="$PATH" ETCDCTL_API=3 etcdctl snapshot restore "$@" --name "$ETCD_NAME" --data-dir "$db/etcd" \\
    --initial-cluster "$ETCD_NAME=$ETCD_INITIAL_ADVERTISE_PEER_URLS" --initial-advertise-peer-urls "$ETCD_INITIAL_ADVERTISE_PEER_URLS"
  printf 'ETCD_INITIAL_CLUSTER=%s=%s\\nETCD_INITIAL_CLUSTER_STATE=existing\\n' "$ETCD_NAME" "$ETCD_INITIAL_ADVERTISE_PEER_URLS" > ${settings}-cluster
}
`;

const save = `${common}
mkdir -p "$db/snapshots"
ctl snapshot save "$db/snapshots/$1-$ETCD_NAME-$(date +%s)"
`;

const restore = `${common}
mkdir -p "$db"
begin "$1"
`;

const alone = `${common}
cp "$db/etcd/member/snap/db" "$db/alone"
begin "$db/alone" --skip-hash-check
`;
