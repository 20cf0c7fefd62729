import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../lab/index.ts";
import { type Etcd, etcdOn } from "./support/etcd.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const hosts = ["needle1", "needle2", "needle3"] as const;

/**
 * What role k3s does to etcd on later days, by its own task files, on the real etcd of Debian: three members that are joined one
 * after the other, removed, made anew, restored and lost. There is no Kubernetes on it.
 */
describe.skipIf(isOnlyForLab("Debian's etcd is", "several minutes"))("three members of Debian's etcd", () => {
  let trial: Trial;
  let etcd: Etcd;

  beforeAll(async () => {
    trial = await trialOf("specs/lab-quorum.yaml", "etcd");
    etcd = await etcdOn(trial, hosts);
  });
  afterAll(() => trial?.end());

  const addressOf = (host: string) => trial.lab.addressOf(host);
  const role = (tasks: string, vars: object = {}) => ({
    name: `Do ${tasks}`,
    "ansible.builtin.include_role": { name: "k3s", tasks_from: tasks },
    vars,
  });
  const flat = (text: string) => text.replace(/\s+/g, " ");
  const done = ({ code, output }: { code: number | undefined; output: string }) =>
    expect(code, output).toBe(0);
  const refused = ({ code, output }: { code: number | undefined; output: string }, ...said: string[]) => {
    expect(code, output).not.toBe(0);
    for (const words of said) expect(flat(output)).toContain(words);
  };
  const membersOf = async (host: string) =>
    (await etcd.ctl(host, "member list"))
      .split("\n")
      .map((line) => line.split(", "))
      .map(([, state, , peer]) => `${state} ${new URL(peer ?? "").hostname}`)
      .sort();
  const all = (...names: readonly string[]) => names.map((name) => `started ${addressOf(name)}`);
  const healthy = (...names: readonly string[]) =>
    until(
      async () => {
        const state: { healthy: number; members: unknown[] } = JSON.parse(
          await trial.says(names[0] ?? "", "python3 /root/members --data /srv/needle/k3s state"),
        );
        return state.healthy === names.length && state.members.length === names.length;
      },
      { seconds: 60, what: `${names.join(", ")} to be healthy` },
    );
  const write = (host: string, name: string, count: number) =>
    trial.says(
      host,
      `for n in $(seq ${count}); do ETCDCTL_API=3 etcdctl --cacert=/srv/needle/k3s/server/tls/etcd/server-ca.crt --cert=/srv/needle/k3s/server/tls/etcd/client.crt --key=/srv/needle/k3s/server/tls/etcd/client.key --endpoints=https://127.0.0.1:2382 put ${name}$n x >/dev/null; done`,
    );
  const count = async (host: string, name: string) =>
    (await etcd.ctl(host, `get --prefix ${name} --keys-only`)).split("\n").filter(Boolean).length;
  const back = async (host: string) => {
    await trial.lab.start(host);
    await trial.lab.waitReady(host);
  };

  test("join one after the other, each only while all are healthy", async () => {
    done(
      await etcd.play([
        {
          name: "Copy the program",
          "ansible.builtin.copy": {
            src: `${process.cwd()}/roles/k3s/files/k3s-quorum`,
            dest: "/root/members",
            mode: "0700",
          },
        },
      ]),
    );
    await etcd.start("needle1");
    await healthy("needle1");
    await etcd.start("needle2", "needle1");
    await healthy("needle1", "needle2");
    done(await etcd.play([{ ...role("etcd-healthy"), when: "inventory_hostname != 'needle3'" }]));
    await etcd.start("needle3", "needle1");
    await healthy(...hosts);
    done(await etcd.play([role("etcd-healthy")]));
    expect(await membersOf("needle2")).toEqual(all(...hosts));
    await write("needle1", "before", 20);
  });

  test("a healthy one of three is not removed, with the numbers", async () => {
    refused(
      await etcd.play([role("remove")], { k3s_remove: "needle3" }),
      "etcd of two stops when either is lost",
      "3 of 3 members are healthy, 2 are needed",
      "Nothing was removed",
    );
    expect(await membersOf("needle1")).toEqual(all(...hosts));
  });

  test("while one is dead, nothing is begun, and no other one leaves", async () => {
    await trial.lab.kill("needle3");
    refused(
      await etcd.play([{ ...role("etcd-healthy"), when: "inventory_hostname == 'needle1'" }], {
        ansible_ssh_timeout: 5,
      }),
      `2 of 3 members are healthy, 2 are needed; not healthy: ${addressOf("needle3")}`,
    );
    refused(
      await etcd.play([role("remove")], { k3s_remove: "needle2" }),
      "after 10.77.0.42 is removed, 1 of 2 members would be healthy, and 2 are needed",
    );
    expect(await membersOf("needle1")).toEqual(all(...hosts));
  });

  test("nobody goes on alone while there is a majority", async () => {
    refused(
      await etcd.play([role("lost")], { k3s_survivor: "needle1", k3s_lost: "needle3" }),
      "etcd has a majority: 2 of 3 members are healthy",
    );
  });

  test("a dead one leaves, also when the run is killed and called again", async () => {
    const { code, output } = await etcd.play(
      [role("replace")],
      { k3s_replace: "needle3" },
      "Forget its node",
    );
    expect(code, output).toBeUndefined();
    done(await etcd.play([role("replace")], { k3s_replace: "needle3" }));
    expect(await membersOf("needle1")).toEqual(all("needle1", "needle2"));
  });

  test("its host comes back with the old data: they are put aside, and it joins as a new one", async () => {
    await back("needle3");
    done(await etcd.play([role("replace")], { k3s_replace: "needle3" }));
    expect(await trial.says("needle3", "ls /srv/needle/k3s/server")).toMatch(/^db-\d{8}T\d{6}Z$/m);
    await etcd.start("needle3", "needle1");
    await healthy(...hosts);
    expect(await count("needle3", "before")).toBe(20);
  });

  test("asked again, it sees that nothing is to be made anew", async () => {
    const again = await etcd.play([role("replace")], { k3s_replace: "needle3" });
    done(again);
    expect(flat(again.output)).toContain("is a healthy member of etcd: there is nothing to make anew");
    expect(await membersOf("needle1")).toEqual(all(...hosts));
  });

  test("a healthy one leaves when its member is named, and only that", async () => {
    const id = /^([0-9a-f]+), started, needle2,/m.exec(await etcd.ctl("needle1", "member list"))?.[1] ?? "";
    const words = { k3s_replace: "needle2", k3s_replaced_members: String(BigInt(`0x${id}`)) };
    done(await etcd.play([role("replace")], words));
    expect(await membersOf("needle1")).toEqual(all("needle1", "needle3"));
    await etcd.start("needle2", "needle1");
    await healthy(...hosts);
    done(await etcd.play([role("replace")], words));
    expect(await membersOf("needle1")).toEqual(all(...hosts));
  });

  test("a snapshot is restored: what was there is there, what came later is not, and the old data lie beside it", async () => {
    done(
      await etcd.play([
        {
          ...role("etcd-snapshot", { __k3s_snapshot_name: "drill" }),
          when: "inventory_hostname == 'needle1'",
        },
      ]),
    );
    await write("needle1", "later", 5);
    const snapshot = await trial.says("needle1", "ls /srv/needle/k3s/server/db/snapshots");
    refused(
      await etcd.play([role("restore")], { k3s_snapshot: snapshot }),
      `needle1 has the snapshot ${snapshot}`,
      `-e k3s_restore=${trial.plan.name}`,
    );
    const restore = [
      role("etcd-aside"),
      {
        ...role("find-snapshot"),
        when: "true",
      },
      {
        ...role("etcd-restore", { __k3s_source: "{{ __k3s_found.files[0].path }}" }),
        when: "inventory_hostname == __k3s_snapshot_on",
      },
    ];
    done(await etcd.play([role("reach"), ...restore], { k3s_snapshot: snapshot }));
    await trial.says("needle1", "systemctl start etcd");
    await healthy("needle1");
    for (const host of ["needle2", "needle3"]) {
      await etcd.start(host, "needle1");
      await healthy(...hosts.slice(0, hosts.indexOf(host as (typeof hosts)[number]) + 1));
    }
    expect([await count("needle3", "before"), await count("needle3", "later")]).toEqual([20, 0]);
    for (const host of hosts)
      expect(await trial.says(host, "ls -d /srv/needle/k3s/server/db-*/etcd/member")).not.toBe("");
  });

  test("the majority is lost: a person is asked with the numbers, one goes on alone, and nothing acknowledged there is gone", async () => {
    await write("needle1", "last", 10);
    await healthy(...hosts);
    await trial.lab.kill("needle2");
    await trial.lab.kill("needle3");
    refused(
      await etcd.play([role("lost")]),
      "Of 3 servers 1 can be reached, 2 are needed",
      "-e k3s_survivor=NAME -e k3s_lost=needle2,needle3",
    );
    refused(
      await etcd.play([role("remove")], { k3s_remove: "needle2" }),
      "Of 3 servers 2 are needed",
      "day2/lost_quorum",
    );
    done(await etcd.play([{ ...role("etcd-alone"), when: "inventory_hostname == 'needle1'" }]));
    await trial.says("needle1", "systemctl start etcd");
    await healthy("needle1");
    expect(await membersOf("needle1")).toEqual(all("needle1"));
    expect([await count("needle1", "before"), await count("needle1", "last")]).toEqual([20, 10]);
    expect(await trial.says("needle1", "ls -d /srv/needle/k3s/server/db-lost-*")).not.toBe("");
    await write("needle1", "alone", 3);
  });
});
