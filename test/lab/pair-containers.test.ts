import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { factor, until } from "../../lab/index.ts";
import { type Moving, movingOf } from "./support/moving.ts";

const spec = `
apiVersion: needle.metal-stack.io/v1alpha1
kind: Landscape
name: lab-moving
domain: lab.example.org
networks:
  management: { cidr: 10.77.0.0/24, gateway: 10.77.0.1 }
needle:
  topology: { kind: pair, endpoint: 10.77.0.100 }
  hosts:
    needle1: { address: 10.77.0.31, kind: container, bmc: { kind: ipmi, address: 10.77.0.231 } }
    needle2: { address: 10.77.0.32, kind: container, bmc: { kind: ipmi, address: 10.77.0.232 } }
  kubernetes: { version: v1.34.3+k3s1 }
  services:
    time: { upstream: [10.77.0.2] }
`;

const [first, second] = ["needle1", "needle2"] as const;
const etcd = "/srv/needle/k3s/server/tls/etcd";
const services = ["pdns@primary", "needle-dns-api"];
const moving = ["--tags", "dns,k3s"];

/**
 * What a pair's services must bear, with the real services and without a mirror: a directory stands in the place of the
 * replicated filesystem, and the test in that of the cluster. The page cache survives here, so this says nothing of fsync.
 */
describe("services that move between two hosts", () => {
  let pair: Moving;

  beforeAll(async () => {
    pair = await movingOf(spec);
    if ("missing" in pair.binary) console.warn(`k3s tests are left out: ${pair.binary.missing}`);
  });
  afterAll(() => pair?.end());

  const withK3s = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if ("missing" in pair.binary) skip(`no k3s: ${pair.binary.missing}`);
      await work();
    });
  const kubectl = (host: string, args: string) =>
    pair.says(host, `KUBECONFIG=/etc/rancher/k3s/k3s.yaml kubectl ${args}`);
  const all = () => ["missing" in pair.binary ? [] : ["k3s-pods", "k3s"], services].flat();
  const states = (host: string) =>
    pair.says(host, `systemctl is-active ${all().join(" ")} || true`).then((text) => text.split("\n"));
  const asked = (name: string) =>
    pair.says(outsideName, `dig +short +timeout=2 +tries=1 -p 5300 @${pair.plan.endpoint.address} ${name}`);

  test("check mode on bare hosts does not fail", async () => {
    const { code, output } = await pair.ansible("--check", "--diff", ...moving);
    expect(code, output).toBe(0);
  });

  test("a run that finds the volume on no host says so", async () => {
    const { code, output } = await pair.ansible("--tags", "dns");
    expect(code).not.toBe(0);
    expect(output.replace(/\s+/g, " ")).toContain("is mounted on no host");
  });

  test("the next run converges, the second changes nothing, in check mode neither", async () => {
    await pair.take(first);
    const run = await pair.ansible();
    expect(run.code, run.output).toBe(0);
    const again = await pair.ansible("--diff");
    expect([again.code, again.changed], again.output).toEqual([0, 0]);
    const checked = await pair.ansible("--check", "--diff", ...moving);
    expect([checked.code, checked.changed], checked.output).toEqual([0, 0]);
  });

  test("everything runs on the active host, nothing on the other, and nothing starts at boot", async () => {
    expect(new Set(await states(first))).toEqual(new Set(["active"]));
    expect(new Set(await states(second))).toEqual(new Set(["inactive"]));
    for (const host of [first, second])
      expect(await pair.says(host, `systemctl is-enabled ${all().join(" ")} || true`)).not.toMatch(
        /enabled$/m,
      );
    expect(await asked(pair.plan.endpoint.host)).toBe(pair.plan.endpoint.address);
  });

  test("on the other host nothing can be started, by nobody", async () => {
    for (const unit of all())
      expect(await pair.says(second, `systemctl start ${unit} 2>&1; echo $?`)).not.toMatch(/(^|\n)0$/);
    expect(await pair.says(second, "ls -A /srv/needle 2>/dev/null || true")).toBe("");
  });

  withK3s("a hard kill under load: every acknowledged object is there, under one identity", async () => {
    const before = await identity(first);
    await pair.says(
      outsideName,
      "umask 077; cat > /root/kubeconfig",
      await pair.says(first, "cat /etc/rancher/k3s/k3s.yaml"),
    );
    await pair.says(outsideName, "cat > /root/writer.py", writer);
    await pair.says(
      outsideName,
      "setsid python3 /root/writer.py > /root/acknowledged 2> /root/writer.log < /dev/null &",
    );
    const written = () => pair.says(outsideName, "cat /root/acknowledged").then(lines);
    await until(async () => (await written()).length >= 40, {
      seconds: 90,
      what: "the writer's first objects",
    });

    await pair.lab.kill(first);
    const killed = performance.now();
    await pair.take(second);
    await pair.says(second, "systemctl start pdns@primary needle-dns-api");
    await pair.says(second, "systemctl start --no-block k3s");
    await until(async () => (await kubectl(second, "get --raw /readyz")) === "ok", {
      seconds: 240,
      what: "the API on the other host",
    });
    const seconds = ((performance.now() - killed) / 1000).toFixed(1);
    const count = (await written()).length;
    await until(async () => (await written()).length > count + 5, {
      seconds: 90,
      what: "the writer to go on",
    });
    await pair.says(outsideName, "pkill -f /root/writer.py");

    const acknowledged = await written();
    const there = lines(await kubectl(second, "get configmap -o name"));
    const lost = acknowledged.filter((name) => !there.includes(`configmap/${name}`));
    console.info(
      `from the kill to the API's answer ${seconds} s (factor ${await factor()}); acknowledged ${acknowledged.length}, lost ${lost.length}`,
    );
    expect(lost).toEqual([]);
    expect(await identity(second)).toEqual(before);
  });

  test("DNS goes on as well, with the same records and the same certificate", async () => {
    if ("missing" in pair.binary) {
      await pair.lab.kill(first);
      await pair.take(second);
      await pair.says(second, `systemctl start ${services.join(" ")}`);
    }
    expect(await asked(pair.plan.endpoint.host)).toBe(pair.plan.endpoint.address);
    await pair.says(
      outsideName,
      "cat > /root/ca.crt",
      await pair.says(second, "cat /etc/needle/dns-api/ca.crt"),
    );
    const { address } = pair.plan.endpoint;
    const name = `dns.${pair.plan.domain}`;
    expect(
      await pair.says(
        outsideName,
        `curl -sS -m 20 -o /dev/null -w '%{http_code}' --cacert /root/ca.crt --resolve ${name}:8443:${address} https://${name}:8443/api/v1/servers`,
      ),
    ).toBe("401");
  });

  test("a run after it restarts nothing; a change restarts k3s on the active host alone", async () => {
    await pair.lab.start(first);
    await pair.lab.waitReady(first);
    const processes = () =>
      pair.says(second, `systemctl show --property=MainPID --value ${all().join(" ")}`).then(lines);
    const before = await processes();
    const run = await pair.ansible("--diff", ...moving);
    expect([run.code, run.changed], run.output).toEqual([0, 0]);
    expect(await processes()).toEqual(before);
    expect(new Set(await states(first))).toEqual(new Set(["inactive"]));

    if ("missing" in pair.binary) return;
    const changed = await pair.ansible("--tags", "k3s", "--extra-vars", '{"k3s_disable": ["traefik"]}');
    expect([changed.code, changed.changed > 0], changed.output).toEqual([0, true]);
    expect((await processes()).at(1)).not.toBe(before.at(1));
    expect(new Set(await states(first))).toEqual(new Set(["inactive"]));
    expect(await kubectl(second, "get --raw /readyz")).toBe("ok");
  });

  withK3s("a planned move ends pods, shims, mounts and networks, and lets the volume go", async () => {
    await pair.says(second, leftovers);
    await pair.says(second, "systemctl stop k3s");
    expect(await pair.says(second, "pgrep -xc containerd-shim")).toBe("1");
    await pair.says(second, "systemctl stop k3s-pods");
    expect(await pair.says(second, "pgrep -xc containerd-shim || true")).toBe("0");
    expect(await pair.says(second, "cat /root/orderly")).toBe("ended in order");
    expect(await pair.says(second, "systemctl is-failed k3s-pods || true")).toBe("inactive");
    expect(
      await pair.says(
        second,
        "grep -E ' (/run/k3s|/var/lib/kubelet|/run/netns/cni)' /proc/mounts; ls -d /sys/class/net/cni0 /var/lib/cni /run/k3s /run/netns/cni-* 2>/dev/null || echo none",
      ),
    ).toBe("none");
    await pair.says(second, `systemctl stop ${services.join(" ")}`);
    await pair.leave(second);
    await pair.take(first);
    await pair.says(first, `systemctl start ${services.join(" ")} k3s`);
    await until(async () => (await kubectl(first, "get --raw /readyz")) === "ok", {
      seconds: 240,
      what: "the API on the first host again",
    });
  });

  withK3s("whoever else holds the volume is named, and left alone", async () => {
    const reap = "/usr/local/lib/needle/k3s-reap --mount /srv/needle --data /srv/needle/k3s";
    await pair.says(
      first,
      "cp /bin/sleep /root/stranger; setsid unshare --mount --propagation private /root/stranger 4711 >/dev/null 2>&1 </dev/null &",
    );
    await until(async () => (await pair.says(first, "pgrep -x stranger || true")) !== "", {
      seconds: 20,
      what: "the stranger",
    });
    expect(await pair.says(first, `${reap} --check 2>&1 || echo held`)).toMatch(
      /process \d+ \(stranger\) holds it in a mount namespace of its own, at \/srv\/needle\nheld$/,
    );
    expect(await pair.says(first, "systemctl is-active k3s; pgrep -xc stranger")).toBe("active\n1");
    expect(await pair.says(first, `${reap} 2>&1 || echo refused`)).toMatch(
      /k3s still runs as process \d+: stop it first\nrefused$/,
    );
    await pair.says(first, "pkill -x stranger");
    expect(await pair.says(first, `${reap} --check && echo free`)).toBe("free");
  });

  /** What must be the same wherever it runs: the etcd member with its address, and the authority. */
  const identity = async (host: string) => {
    const ask = `curl -sS -m 30 --cacert ${etcd}/server-ca.crt --cert ${etcd}/client.crt --key ${etcd}/client.key`;
    const members = await pair.says(host, `${ask} https://127.0.0.1:2382/v3/cluster/member/list -d '{}'`);
    const found = JSON.parse(members).members as { ID: string; name: string; peerURLs: string[] }[];
    expect(found.map(({ peerURLs }) => peerURLs)).toEqual([[`https://${pair.plan.endpoint.address}:2380`]]);
    return [
      found.map(({ ID, name }) => [ID, name]),
      await pair.says(host, "sha256sum < /srv/needle/k3s/server/tls/server-ca.crt"),
    ];
  };
});

const lines = (text: string): string[] => text.split("\n").filter(Boolean);

/** Prints the name of each object that was acknowledged; tries the same one again until it is. */
const writer = `
import base64, http.client, json, re, ssl, sys, time
text = open("/root/kubeconfig").read()
def part(key, path):
    open(path, "wb").write(base64.b64decode(re.search(key + ": (.*)", text).group(1)))
    return path
context = ssl.create_default_context(cafile=part("certificate-authority-data", "/root/writer.ca"))
context.load_cert_chain(part("client-certificate-data", "/root/writer.crt"), part("client-key-data", "/root/writer.key"))
host, port = re.search(r"server: https://(.*):(\\d+)", text).groups()
number, link = 0, None
while True:
    name = f"written-{number}"
    body = json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}})
    try:
        link = link or http.client.HTTPSConnection(host, int(port), timeout=5, context=context)
        link.request("POST", "/api/v1/namespaces/default/configmaps", body, {"Content-Type": "application/json"})
        answer = link.getresponse()
        answer.read()
        if answer.status in (201, 409):
            print(name, flush=True)
            number += 1
        else:
            time.sleep(0.2)
    except (OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr, flush=True)
        link = None
        time.sleep(0.2)
`;

/** What k3s leaves when it stops, made of stand-ins: there is no kubelet in a container. */
const leftovers = `
set -eu
bin=/srv/needle/k3s/data/lab/bin
mkdir -p $bin /run/k3s/containerd/task/rootfs /run/k3s/containerd/shm /var/lib/kubelet/pods/one/volume
cp /bin/sleep $bin/containerd-shim-runc-v2
mount --bind /srv/needle/k3s /run/k3s/containerd/task/rootfs
mount -t tmpfs tmpfs /run/k3s/containerd/shm
mount -t tmpfs tmpfs /var/lib/kubelet/pods/one/volume
mkdir -p /run/netns /var/lib/cni/networks/cbr0
touch /run/netns/cni-lab /var/lib/cni/networks/cbr0/10.240.0.2
unshare --net mount --bind /proc/self/ns/net /run/netns/cni-lab || mount --bind /proc/self/ns/net /run/netns/cni-lab
ip link add cni0 type bridge
# A shim in a mount namespace that nothing is passed on to, as a container's is.
setsid unshare --mount --propagation private $bin/containerd-shim-runc-v2 4711 >/dev/null 2>&1 </dev/null &
mkdir -p /sys/fs/cgroup/kubepods.slice/pod.slice
cat > /root/pod <<'END'
trap 'echo ended in order > /root/orderly; exit 0' TERM
while :; do sleep 0.1; done
END
setsid sh /root/pod >/dev/null 2>&1 </dev/null &
echo $! > /sys/fs/cgroup/kubepods.slice/pod.slice/cgroup.procs
setsid sh -c 'trap "" TERM; while :; do sleep 1; done' stubborn >/dev/null 2>&1 </dev/null &
echo $! > /sys/fs/cgroup/kubepods.slice/pod.slice/cgroup.procs
sleep 0.5
`;
