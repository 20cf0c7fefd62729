import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { artefactsDirectory } from "../../cli/lab/artefact.ts";
import { factor, until } from "../../lab/index.ts";
import { findKubeVip } from "./support/kube-vip.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { quorumOf, type Server, servers } from "./support/quorum.ts";
import { type Ran, type Trial, trialOf } from "./support/trial.ts";
import { acknowledged, startWriter, stopWriter } from "./support/writer.ts";

/** The playbooks for later days on three containers with the real k3s, which have no kubelet. */
describe.skipIf(isOnlyForLab("later days of the quorum are", "half an hour"))(
  "later days of a quorum",
  () => {
    let trial: Trial;
    let ask: ReturnType<typeof quorumOf>;
    let missing = "";

    beforeAll(async () => {
      const vip = await findKubeVip();
      trial = await trialOf("specs/lab-quorum.yaml", "quorum-days");
      ask = quorumOf(trial);
      missing = vip?.missing ?? ("missing" in trial.binary ? `no k3s: ${trial.binary.missing}` : "");
      if (missing) console.warn(`later days of the quorum are left out: ${missing}`);
      else done(await trial.ansible("site"));
    });
    afterAll(() => trial?.end());

    const withAll = (name: string, work: () => Promise<void>) =>
      test(name, async ({ skip }) => {
        if (missing) skip(missing);
        await work();
      });
    const day = (name: string, words: Readonly<Record<string, string>> = {}, killAt?: string) =>
      trial.ansible(`day2/${name}`, ["-e", JSON.stringify(words)], killAt);
    const flat = (text: string) => text.replace(/\s+/g, " ");
    const done = ({ code, output }: Ran) => expect(code, output).toBe(0);
    const refused = ({ code, output }: Ran, ...said: string[]) => {
      expect(code, output).not.toBe(0);
      for (const words of said) expect(flat(output)).toContain(words);
    };
    /** Called again until it comes to its end, after it was killed at each of these. */
    const converges = async (name: string, words: Readonly<Record<string, string>>, ...points: string[]) => {
      for (const point of points) {
        const { code, output } = await day(name, words, point);
        expect([point, code], output).toEqual([point, undefined]);
        expect(output).toContain(`${point}]`);
      }
      done(await day(name, words));
    };
    const write = (host: Server, prefix: string, count: number) =>
      trial.says(
        host,
        `export KUBECONFIG=/etc/rancher/k3s/k3s.yaml; for n in $(seq ${count}); do kubectl create configmap ${prefix}-$n --from-literal=n=$n >/dev/null; done`,
      );
    const count = async (host: Server, prefix: string) =>
      (await ask.kubectl(host, "get configmap -o name"))
        .split("\n")
        .filter((name) => name.startsWith(`configmap/${prefix}-`)).length;
    const back = async (host: Server) => {
      await trial.lab.start(host);
      await trial.lab.waitReady(host);
    };
    /** As if it were new hardware: nothing of k3s is left. */
    const wipe = (host: Server) =>
      trial.says(
        host,
        "systemctl stop kube-vip k3s || true; systemctl disable kube-vip k3s || true; rm -rf /srv/needle/k3s* /etc/rancher /usr/local/bin/k3s /var/lib/needle",
      );
    const healthyAt = async (host: Server) => {
      await ask.whole(host);
      const { voters, healthy } = await ask.members(host);
      expect([voters, healthy]).toEqual([servers.length, servers.length]);
    };

    withAll("what would break the quorum is refused on a live system, with the numbers", async () => {
      await write("needle1", "first", 20);
      refused(
        await day("remove_server", { k3s_remove: "needle3" }),
        "etcd of two stops when either is lost",
        "3 of 3 members are healthy",
      );
      refused(await day("reset"), `-e k3s_reset=${trial.plan.name}`, "Nothing was changed");
      await trial.says("needle3", "systemctl stop k3s");
      const numbers = `2 of 3 members are healthy, 2 are needed; not healthy: ${trial.lab.addressOf("needle3")}`;
      for (const name of ["upgrade_k3s", "maintain", "rotate_certificates", "rotate_token"])
        refused(await day(name), numbers);
      refused(
        await day("remove_server", { k3s_remove: "needle2" }),
        "1 of 2 members would be healthy, and 2 are needed",
      );
      refused(await day("lost_quorum", { k3s_survivor: "needle1" }), "etcd has a majority");
      await trial.says("needle3", "systemctl start k3s");
      await healthyAt("needle1");
    });

    withAll("a server is killed, and made anew on bare hardware; runs are killed on the way", async () => {
      await trial.lab.kill("needle3");
      await back("needle3");
      await wipe("needle3");
      await converges(
        "replace_server",
        { k3s_replace: "needle3" },
        "Remove the old member",
        "Forget its node",
        "Say that a cluster is to be joined",
      );
      await healthyAt("needle1");
      expect(await count("needle3", "first")).toBe(20);
      const again = await day("replace_server", { k3s_replace: "needle3" });
      done(again);
      expect(flat(again.output)).toContain("is a healthy member of etcd: there is nothing to make anew");
    });

    withAll("certificates are new on all, one server after the other", async () => {
      const serial = (host: Server) =>
        trial.says(
          host,
          "openssl x509 -noout -serial -in /srv/needle/k3s/server/tls/serving-kube-apiserver.crt",
        );
      const old = await Promise.all(servers.map(serial));
      await converges("rotate_certificates", {}, "Have k3s make new ones when it starts");
      const made = await Promise.all(servers.map(serial));
      for (const [index, each] of made.entries()) expect(each).not.toBe(old[index]);
      await healthyAt("needle1");
    });

    withAll("the token is another one, and servers start with it", async () => {
      const token = "another-token-of-the-lab-0123456789";
      await converges("rotate_token", { k3s_token: token }, "Write the new token", "Restart k3s");
      await healthyAt("needle1");
      expect(await trial.says("needle2", "cat /etc/rancher/k3s/token")).toBe(token);
      expect(await count("needle2", "first")).toBe(20);
      // The vault would have the new one now; here it keeps the old one, so it is changed back.
      done(await day("rotate_token"));
      await healthyAt("needle1");
    });

    withAll(
      "a snapshot is restored on bare hosts: what was there is there, what came later is not",
      async () => {
        const file = join(trial.root, "snapshot.zip");
        await trial.says(
          "needle1",
          "k3s etcd-snapshot save --data-dir /srv/needle/k3s --name drill 2>&1 | tail -1",
        );
        const [name = ""] = (await trial.says("needle1", "ls /srv/needle/k3s/server/db/snapshots")).split(
          "\n",
        );
        const { stdout } = await trial.lab.ssh(
          "needle1",
          `base64 /srv/needle/k3s/server/db/snapshots/${name}`,
        );
        writeFileSync(file, Buffer.from(stdout, "base64"));
        await write("needle1", "later", 5);
        refused(await day("restore_snapshot", { k3s_snapshot: file }), `-e k3s_restore=${trial.plan.name}`);
        for (const host of servers) await wipe(host);
        await converges(
          "restore_snapshot",
          { k3s_snapshot: file, k3s_restore: trial.plan.name },
          "Make a datastore of the snapshot",
          "Say that a cluster is to be joined",
        );
        await healthyAt("needle2");
        expect([await count("needle3", "first"), await count("needle3", "later")]).toEqual([20, 0]);
      },
    );

    withAll("the majority is lost: one goes on, and the others are made anew", async () => {
      await write("needle1", "last", 10);
      await trial.lab.kill("needle2");
      await trial.lab.kill("needle3");
      refused(
        await day("lost_quorum"),
        "Of 3 servers 1 can be reached, 2 are needed",
        "-e k3s_lost=needle2,needle3",
      );
      await converges(
        "lost_quorum",
        { k3s_survivor: "needle1", k3s_lost: "needle2,needle3" },
        "Copy the datastore",
        "Forget all other members",
      );
      expect(await count("needle1", "last")).toBe(10);
      for (const host of ["needle2", "needle3"] as const) {
        await trial.lab.cut(host);
        await back(host).catch(() => {});
        await trial.lab.heal(host);
        await trial.lab.waitReady(host);
        await wipe(host);
      }
      await converges("replace_server", { k3s_replace: "needle2,needle3" });
      await healthyAt("needle1");
      expect(await count("needle3", "last")).toBe(10);
    });

    withAll(
      "it ends when a person names it, nothing is removed, and the next run founds a new one",
      async () => {
        await converges("reset", { k3s_reset: trial.plan.name }, "Put it aside");
        for (const host of servers)
          expect(
            await trial.says(host, "ls -d /srv/needle/k3s-*/server/db/etcd; ls -d /srv/needle/k3s || true"),
          ).toMatch(/^\/srv\/needle\/k3s-\S+$/m);
        done(await trial.ansible("site"));
        await healthyAt("needle1");
        expect(await count("needle1", "first")).toBe(0);
      },
    );

    withAll("another release is rolled out under a writer, one server after the other", async () => {
      const other = otherRelease(trial.plan.kubernetes.version);
      if (!other) {
        console.warn("no second release of k3s in the artefacts: the upgrade is left out");
        return;
      }
      await startWriter(trial, "needle1", trial.plan.endpoint.address);
      await until(async () => (await acknowledged(trial)).length >= 40, {
        seconds: 120,
        what: "the first objects",
      });
      await converges("upgrade_k3s", other, "Install and start");
      await stopWriter(trial);
      const written = await acknowledged(trial);
      const { gap, lost } = await ask.outcomeOf(written, "needle2");
      console.info(
        `upgraded to ${other.k3s_version}: longest time without an acknowledged write ${gap.toFixed(1)} s (factor ${await factor()}); acknowledged ${written.length}, lost ${lost.length}`,
      );
      expect(lost).toEqual([]);
      await healthyAt("needle1");
    });
  },
);

/** A newer release that lies in the artefacts beside the spec's own, as the words that the role takes. */
function otherRelease(version: string) {
  const folder = artefactsDirectory(process.env);
  const [newest] = readdirSync(folder)
    .filter(
      (name) => /^v1\.\d+\.\d+\+k3s/.test(name) && name.localeCompare(version, "en", { numeric: true }) > 0,
    )
    .sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
  if (newest === undefined) return undefined;
  const sha256 = createHash("sha256")
    .update(readFileSync(join(folder, newest, "k3s")))
    .digest("hex");
  return { k3s_version: newest, k3s_sha256: sha256 };
}
