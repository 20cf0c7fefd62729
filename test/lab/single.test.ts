import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideName } from "../../cli/lab/outside.ts";
import { until } from "../../lab/index.ts";
import { expectSettled, statusForStrangers } from "./support/checks.ts";
import { type Trial, trialOf } from "./support/trial.ts";

/** The whole path of specs/lab-single.yaml, on a container: every service is the real one. */
describe("one host, from a spec to a needle that serves", () => {
  let trial: Trial;
  const host = "needle1";

  beforeAll(async () => {
    trial = await trialOf("specs/lab-single.yaml", "single");
    if ("missing" in trial.binary) console.warn(`k3s tests are left out: ${trial.binary.missing}`);
  });
  afterAll(() => trial?.end());

  const withK3s = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if ("missing" in trial.binary) skip(`no k3s: ${trial.binary.missing}`);
      await work();
    });

  test("check mode on a bare host does not fail, and changes nothing", async () => {
    const before = await trial.says(
      host,
      "dpkg -l | md5sum; find /etc /srv -type f -newer /etc/machine-id | sort | md5sum",
    );
    const { code, output } = await trial.ansible("site", ["--check", "--diff"]);
    expect(code, output).toBe(0);
    expect(
      await trial.says(
        host,
        "dpkg -l | md5sum; find /etc /srv -type f -newer /etc/machine-id | sort | md5sum",
      ),
    ).toBe(before);
  });

  test.for(["Install chrony from Debian", "Make the certificate", "Start k3s"])(
    "a run can be killed at '%s'",
    async (task, { skip }) => {
      if (task === "Start k3s" && "missing" in trial.binary) skip(`no k3s: ${trial.binary.missing}`);
      const { code, output } = await trial.ansible("site", [], task);
      expect(output).toContain(`${task}]`);
      expect(code).toBeUndefined();
    },
  );

  test("the next run converges", async () => {
    const { code, output } = await trial.ansible("site");
    expect(code, output).toBe(0);
  });

  test("the second run changes nothing, in check mode neither", async () => {
    await expectSettled(trial);
  });

  test("no secret is in the log, the process list or a file that others can read", async () => {
    const log = await readFile(join(trial.lab.directory, "ansible.log"), "utf8");
    const processes = await trial.says(host, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '");
    for (const secret of trial.secrets) {
      expect(log.includes(secret)).toBe(false);
      expect(processes.includes(secret)).toBe(false);
      const files = await trial.says(
        host,
        "grep -rlFf /dev/stdin /etc /srv /var/lib /var/log /root /tmp 2>/dev/null | xargs -r stat -c '%a %n' || true",
        `${secret}\n`,
      );
      for (const line of files.split("\n").filter(Boolean)) expect(line).toMatch(/^[46]00 /);
    }
  });

  test("every derived record is answered, asked from outside", async () => {
    for (const record of trial.plan.dns.zones.flatMap(({ records }) => records)) {
      const name = record.name.replace(/^\*/, "anything");
      const answer = await trial.says(
        outsideName,
        `dig +short +timeout=5 @${trial.lab.addressOf(host)} ${name} ${record.type}`,
      );
      expect(answer.split("\n").sort(), name).toEqual([...record.values].sort());
    }
  });

  test("a zone is handed out to holders of the key alone", async () => {
    const { name } = trial.plan.dns.zones.at(-1) ?? { name: "" };
    const axfr = (port: number, key: string) =>
      `dig +timeout=5 -p ${port} ${key} @${trial.lab.addressOf(host)} ${name} AXFR || true`;
    for (const port of [53, trial.plan.dns.primary.port])
      expect(await trial.says(outsideName, axfr(port, ""))).toContain("Transfer failed");
    const [secret = ""] = await secretOf("dns_transfer_key");
    const key = `key "needle-transfer" { algorithm hmac-sha256; secret "${secret}"; };\n`;
    await trial.says(outsideName, "umask 077; cat > /root/transfer.key", key);
    expect(
      await trial.says(outsideName, axfr(trial.plan.dns.primary.port, "-k /root/transfer.key")),
    ).toContain(`api.${trial.plan.domain}.`);
  });

  test("the DNS API answers behind TLS, with the key, and nowhere else", async () => {
    const { address } = trial.plan.endpoint;
    const authority = await trial.says(host, "cat /etc/needle/dns-api/ca.crt");
    await trial.says(outsideName, "cat > /root/dns-ca.crt", authority);
    const url = `https://dns.${trial.plan.domain}:${trial.plan.dns.apiPort}/api/v1/servers/localhost`;
    const ask = `curl -sS -m 20 -o /dev/null -w '%{http_code}' --cacert /root/dns-ca.crt --resolve dns.${trial.plan.domain}:${trial.plan.dns.apiPort}:${address}`;
    expect(await trial.says(outsideName, `${ask} ${url}`)).toBe("401");
    const [secret = ""] = await secretOf("dns_api_key");
    expect(await trial.says(outsideName, `${ask} -H @- ${url}`, `X-API-Key: ${secret}\n`)).toBe("200");
    expect(
      await trial.says(outsideName, `curl -sS -m 5 http://${address}:8081/ 2>&1 || echo refused`),
    ).toContain("refused");
  });

  test("a record that was changed by hand is put right, a record of somebody else stays", async () => {
    const zone = trial.plan.domain;
    const [key = ""] = await secretOf("dns_api_key");
    const rrset = (name: string, content: string) => ({
      name: `${name}.${zone}.`,
      type: "A",
      ttl: 60,
      changetype: "REPLACE",
      records: [{ content, disabled: false }],
    });
    const body = JSON.stringify({ rrsets: [rrset("api", "192.0.2.1"), rrset("gardener", "192.0.2.2")] });
    await trial.says(
      host,
      `umask 077; cat > /root/patch.json; curl -sSf -X PATCH -H "X-API-Key: $(sed -n 's/^api-key=//p' /etc/powerdns/pdns-primary.conf)" -d @/root/patch.json http://127.0.0.1:8081/api/v1/servers/localhost/zones/${zone}.`,
      body,
    );
    expect(key).not.toBe("");
    const { code, changed, output } = await trial.ansible("deploy_needle", ["--tags", "dns", "--diff"]);
    expect([code, changed > 0], output).toEqual([0, true]);
    expect(output).toContain("192.0.2.1");
    const dig = (name: string) =>
      trial.says(outsideName, `dig +short @${trial.lab.addressOf(host)} ${name}.${zone}`);
    await until(async () => (await dig("api")) === trial.plan.endpoint.address, {
      seconds: 60,
      what: "the replica to follow",
    });
    expect(await dig("gardener")).toBe("192.0.2.2");
  });

  test("updates are taken from the holder of a zone's key, for that zone, and from nobody else", async () => {
    const zone = trial.plan.domain;
    const other = trial.plan.dns.zones.find(({ name }) => name !== zone)?.name ?? "";
    const key = "c2VjcmV0IGZvciB1cGRhdGVzIG9mIG9uZSB6b25lIQ==";
    const opened = JSON.stringify({
      dns_updates: [{ name: "acme", zones: [zone], clients: [trial.plan.network.cidr] }],
      dns_update_keys: { acme: key },
    });
    const update = (name: string, signed: boolean) =>
      trial.says(
        outsideName,
        `umask 077; cat > /root/acme.key; printf 'server %s %s\\nupdate add %s 60 TXT yes\\nsend\\n' ${trial.plan.endpoint.address} ${trial.plan.dns.primary.port} ${name} | nsupdate ${signed ? "-k /root/acme.key" : ""} 2>&1 || true`,
        `key "acme" { algorithm hmac-sha256; secret "${key}"; };\n`,
      );
    const challenge = `_acme-challenge.${zone}.`;
    expect(await update(challenge, true)).not.toBe("");
    const { code, output } = await trial.ansible("deploy_needle", ["--tags", "dns", "-e", opened]);
    expect(code, output).toBe(0);
    expect(output).not.toContain(key);
    expect(await update(challenge, false)).toContain("REFUSED");
    expect(await update(`_acme-challenge.${other}.`, true)).toContain("REFUSED");
    expect(await update(challenge, true)).toBe("");
    await until(
      async () =>
        (await trial.says(outsideName, `dig +short @${trial.lab.addressOf(host)} ${challenge} TXT`)) ===
        '"yes"',
      { seconds: 20, what: "the replica to follow an update" },
    );
    const again = await trial.ansible("deploy_needle", ["--tags", "dns", "-e", opened]);
    expect([again.code, again.changed], again.output).toEqual([0, 0]);
    const closed = await trial.ansible("deploy_needle", ["--tags", "dns"]);
    expect([closed.code, closed.changed > 0], closed.output).toEqual([0, true]);
    expect(await update(challenge, true)).not.toBe("");
  });

  test("the host takes the time from its upstream and serves it to a client", async () => {
    const tracking = await trial.says(host, "chronyc -c tracking");
    expect(tracking.split(",")[1]).toBe(trial.plan.time.upstream[0]);
    expect(await trial.says(host, "chronyc tracking")).toContain("Leap status     : Normal");
    const client = `chronyd -Q -t 30 'server ${trial.lab.addressOf(host)} iburst maxsamples 3' 2>&1`;
    expect(await trial.says(outsideName, client)).toMatch(/System clock wrong by -?[\d.]+ seconds/);
  });

  const kubectl = (args: string) => trial.says(host, `KUBECONFIG=/etc/rancher/k3s/k3s.yaml kubectl ${args}`);
  const ready = () =>
    until(async () => (await kubectl("get --raw /readyz")) === "ok", {
      seconds: 180,
      what: "the Kubernetes API",
    });

  withK3s("Kubernetes answers, and holds a ConfigMap across a restart", async () => {
    await kubectl("create configmap kept --from-literal=answer=42");
    await trial.says(host, "systemctl restart k3s");
    await ready();
    expect(await kubectl("get configmap kept -o jsonpath={.data.answer}")).toBe("42");
  });

  withK3s("its secrets are encrypted at rest, and strangers are turned away at the endpoint", async () => {
    await kubectl("create secret generic hidden --from-literal=word=needle-in-a-haystack");
    expect(await trial.says(host, "grep -rl needle-in-a-haystack /srv/needle/k3s/server/db || true")).toBe(
      "",
    );
    expect(await statusForStrangers(trial, host)).toBe("401");
  });

  test("after a power cut everything comes back by itself", async () => {
    await trial.lab.kill(host);
    await trial.lab.start(host);
    await trial.lab.waitReady(host);
    const dig = `dig +short +timeout=2 +tries=1 @${trial.lab.addressOf(host)} api.${trial.plan.domain}`;
    await until(async () => (await trial.says(outsideName, dig)) === trial.plan.endpoint.address, {
      seconds: 60,
      what: "dns",
    });
    if ("missing" in trial.binary) return;
    await ready();
    expect(await kubectl("get configmap kept -o jsonpath={.data.answer}")).toBe("42");
  });

  /** The secrets stand in the order of the plan. */
  async function secretOf(name: string): Promise<string[]> {
    const index = trial.plan.secrets.findIndex(({ place }) => place === `vault_${name}`);
    return [trial.secrets[index] ?? ""];
  }
});
