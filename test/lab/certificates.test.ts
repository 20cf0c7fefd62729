import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { versions } from "../support/ansible.ts";
import { type Api, startApi } from "./support/api.ts";
import type { Ran } from "./support/trial.ts";

/** What the role has handed over in a run. */
interface Handed {
  readonly ca: string;
  readonly server: string;
  readonly client: string;
  readonly nsq: string;
}

interface Options {
  readonly vars?: object;
  readonly args?: readonly string[];
  /** Who has deployed what is handed over. */
  readonly delivered?: readonly string[];
  readonly killAt?: string;
  readonly version?: string;
}

/** Role certificates on the API of a real k3s: everything is real. */
describe("certificates in a Secret of the cluster", () => {
  let api: Api;
  let missing = "";

  beforeAll(async () => {
    const started = await startApi();
    if ("missing" in started) missing = started.missing;
    else api = started;
  });
  afterAll(() => api?.end());

  const withApi = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if (missing) skip(missing);
      await work();
    });

  const names = ["api.needle.example", "192.0.2.200"];
  const both = ["control_plane", "partition"];

  const run = ({ vars, delivered = [], version = versions.newest, ...rest }: Options = {}): Promise<Ran> =>
    api.play({
      version,
      ...rest,
      roles: [
        {
          role: "certificates",
          vars: {
            certificates_grpc_names: names,
            certificates_nsq_names: names,
            certificates_consumers: both,
            ...vars,
          },
        },
      ],
      tasks: [
        {
          name: "Show what was handed over",
          "ansible.builtin.copy": {
            content: `{{ {'ca': metal_api_grpc_certs_ca_cert, 'server': metal_api_grpc_certs_server_cert,
              'client': metal_partition_metal_api_grpc_client_cert, 'nsq': nsq_certs_client_cert} | to_json }}`,
            dest: join(api.root, "handed.json"),
            mode: "0600",
          },
          changed_when: false,
          check_mode: false,
          no_log: true,
        },
        ...delivered.map((certificates_consumer) => ({
          name: "Note that it is deployed",
          "ansible.builtin.import_role": { name: "certificates", tasks_from: "delivered" },
          vars: { certificates_consumer },
        })),
      ],
    });

  const handed = async (): Promise<Handed> =>
    JSON.parse(await readFile(join(api.root, "handed.json"), "utf8"));
  const secret = async () =>
    JSON.parse(
      await api.kubectl(["-n", "kube-system", "get", "secret", "needle-certificates", "-o", "json"]),
    );
  const state = async () =>
    JSON.parse(Buffer.from((await secret()).data["state.json"], "base64").toString("utf8"));

  /** Fails when one who has the first would not talk to one who has the second. */
  const meet = (one: Handed, other: Handed) => {
    for (const [trusting, shown] of [
      [one, other],
      [other, one],
    ] as const)
      for (const pem of [shown.server, shown.client, shown.nsq]) expect(trusts(trusting.ca, pem)).toBe(true);
  };

  withApi("check mode makes everything and keeps nothing", async () => {
    const { code, changed, output } = await run({ args: ["--check", "--diff"] });
    expect([code, changed], output).toEqual([0, 1]);
    expect((await handed()).server).toContain("BEGIN CERTIFICATE");
    await expect(secret()).rejects.toThrow(/not found/);
  });

  test.for(["Sign the certificate of nsq", "Write the state"])(
    "a run can be killed at '%s'",
    async (killAt, { skip }) => {
      if (missing) skip(missing);
      const { code } = await run({ killAt });
      expect(code).toBeUndefined();
    },
  );

  withApi("a run converges, and shows no key", async () => {
    const { code, output } = await run({ args: ["-vvv", "--diff"] });
    expect(code, output).toBe(0);
    expect(output).not.toContain("PRIVATE KEY");
    const { server, ca } = await handed();
    const certificate = new X509Certificate(server);
    expect(trusts(ca, server)).toBe(true);
    expect(certificate.subjectAltName).toBe(
      "DNS:api.needle.example, IP Address:192.0.2.200, DNS:metal-api, DNS:metal-api.metal-control-plane.svc, DNS:metal-api.metal-control-plane.svc.cluster.local",
    );
    expect(new X509Certificate(ca).ca).toBe(true);
  });

  withApi("the next runs change nothing, with either ansible-core", async () => {
    for (const version of Object.values(versions)) {
      const { code, changed, output } = await run({ version, delivered: both });
      expect([code, changed], output).toEqual([0, 0]);
    }
  });

  withApi("a certificate that is due, or has other names, is made anew by the same authority", async () => {
    const before = await handed();
    const due = await run({ vars: { certificates_days: 400, certificates_renew_days: 399 } });
    expect([due.code, due.changed], due.output).toEqual([0, 1]);
    const renewed = await handed();
    expect(renewed.server).not.toBe(before.server);
    expect(renewed.ca).toBe(before.ca);
    const moved = await run({ vars: { certificates_nsq_names: ["nsq.needle.example"] } });
    expect([moved.code, moved.changed], moved.output).toEqual([0, 1]);
    const after = await handed();
    expect(new X509Certificate(after.nsq).subjectAltName).toContain("nsq.needle.example");
    expect(after.server).toBe(renewed.server);
    await run();
  });

  withApi("the authority is rolled in steps, and at each of them everybody trusts everybody", async () => {
    const seen = [await handed()];
    const step = async (options: Options, stage: string, changed: number) => {
      const ran = await run(options);
      expect([ran.code, ran.changed, (await state()).stage], ran.output).toEqual([0, changed, stage]);
      const now = await handed();
      meet(seen.at(-1) as Handed, now);
      seen.push(now);
    };
    const roll = { vars: { certificates_authority_renew_days: 5000 } };
    await step(roll, "introduced", 1);
    // As long as one has not reported, nothing goes on.
    await step({}, "introduced", 0);
    await step({ delivered: ["control_plane"] }, "introduced", 1);
    await step({ delivered: ["control_plane"] }, "introduced", 0);
    await step({ delivered: ["partition"], version: versions.oldest }, "introduced", 1);
    // Killed in the middle of the step: the stage before, or the one after.
    await run({ killAt: "Sign the certificate of masterdata-server" });
    expect((await state()).stage).toBe("introduced");
    await run({ killAt: "Hand the variables over to metal-roles" });
    expect((await state()).stage).toBe("replaced");
    await step({}, "replaced", 0);
    await step({ delivered: both }, "replaced", 2);
    await step({}, "stable", 1);
    await step({ delivered: both }, "stable", 0);
    const [first, last] = [seen[0] as Handed, seen.at(-1) as Handed];
    expect(trusts(last.ca, first.server)).toBe(false);
    expect(last.ca.match(/BEGIN/g)).toHaveLength(1);
  });

  withApi("who has got an older stage does not count for the present one", async () => {
    await run({ vars: { certificates_authority_renew_days: 5000 } });
    const late = await api.play({
      version: versions.newest,
      roles: [],
      tasks: [
        {
          name: "Note what another run has handed over",
          "ansible.builtin.import_role": { name: "certificates", tasks_from: "delivered" },
        },
      ],
      args: ["-e", "certificates_grpc_names=[]", "-e", "certificates_nsq_names=[]"],
    });
    expect([late.code, late.changed], late.output).toEqual([0, 0]);
    expect((await state()).delivered).toEqual([]);
  });

  withApi("of two runs at once one loses, and nothing is lost", async () => {
    const due = { vars: { certificates_days: 400, certificates_renew_days: 399 } };
    const [one, other] = await Promise.all([run(due), run(due)]);
    expect([one.code, other.code].sort(), one.output + other.output).toEqual([0, 2]);
    const { code, changed, output } = await run();
    expect([code, changed], output).toEqual([0, 0]);
  });
});

/** One of the bundle's authorities has signed it. */
const trusts = (bundle: string, pem: string): boolean => {
  const certificate = new X509Certificate(pem);
  return bundle
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .filter((one) => one.trim())
    .map((one) => new X509Certificate(one))
    .some((authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
};
