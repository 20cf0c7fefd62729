import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rendered, render } from "../support/cluster.ts";
import { type Boards, bootBoards, login, systems } from "../support/redfish.ts";

/** What the role writes for Redfish, used by Debian's own fence agent and by the role's look at who is who. */
describe("fencing by Redfish", () => {
  let boards: Boards;
  let rendered: Rendered;
  let root: string;

  beforeAll(async () => {
    boards = await bootBoards();
    root = mkdtempSync(join(tmpdir(), "needle-redfish-"));
    writeFileSync(join(root, "password"), `${login.password}\n`, { mode: 0o600 });
    rendered = await render({
      Redfish: {
        cluster_fences: Object.entries(systems).map(([host, uuid], index) => ({
          host,
          kind: "redfish",
          address: "127.0.0.1",
          port: boards.port,
          user: login.user,
          system: `/redfish/v1/Systems/${uuid}`,
          verify: index === 1,
        })),
      },
    });
  }, 600_000);

  afterAll(async () => {
    rendered?.remove();
    if (root) rmSync(root, { recursive: true, force: true });
    await boards?.stop();
  });

  /** As they stand in the CIB; where the password's file is on a host, it is ours here. */
  const parametersOf = (host: string): Record<string, string> => {
    const cib = readFileSync(rendered.path("Redfish", "cib.xml"), "utf8");
    const [primitive = ""] = new RegExp(`<primitive id="fence-${host}".*?</primitive>`, "s").exec(cib) ?? [];
    const pairs = [...primitive.matchAll(/<nvpair id="\S+" name="(\S+)" value="([^"]*)"/g)];
    const given = Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value]));
    expect(given["password_script"]).toBe(`cat /etc/needle/bmc/${host}`);
    return { ...given, password_script: `cat ${join(root, "password")}` };
  };
  const fence = (host: string, action: string, others: Record<string, string> = {}) =>
    boards.fence({ ...parametersOf(host), action, ...others });
  const look = (host: keyof typeof systems, others: Record<string, unknown> = {}) => {
    const way = {
      kind: "redfish",
      address: "127.0.0.1",
      port: boards.port,
      user: login.user,
      file: join(root, "password"),
      system: `/redfish/v1/Systems/${systems[host]}`,
      verify: false,
      timeout: 20,
      ...others,
    };
    const words = ["roles/cluster/files/identity", "bmc", JSON.stringify(way)];
    return JSON.parse(execFileSync("python3", words, { encoding: "utf8" }));
  };

  test("the agent sees a host that is on, switches it off and on, and leaves the other alone", async () => {
    expect(await fence("needle1", "status")).toMatchObject({
      code: 0,
      output: expect.stringContaining("ON"),
    });
    expect(await fence("needle1", "off")).toMatchObject({ code: 0 });
    expect(look("needle1").power).toBe("off");
    expect(look("needle2").power).toBe("on");
    expect(await fence("needle1", "reboot")).toMatchObject({ code: 0 });
    expect(look("needle1").power).toBe("on");
  });

  test("a certificate that nobody has signed is refused where it is to be verified", async () => {
    expect((await fence("needle2", "status")).code).not.toBe(0);
    expect(look("needle2", { verify: true })).toMatchObject({
      power: null,
      error: expect.stringMatching(/certificate/i),
    });
  });

  test("a wrong password is an error, and is not in what is said", async () => {
    writeFileSync(join(root, "wrong"), "something-else-7\n", { mode: 0o600 });
    const refused = await fence("needle1", "off", { password_script: `cat ${join(root, "wrong")}` });
    expect(refused.code).not.toBe(0);
    expect(refused.output).not.toContain("something-else-7");
    expect(look("needle1", { file: join(root, "wrong") })).toMatchObject({
      power: null,
      error: expect.stringContaining("401"),
    });
    expect(look("needle1").power).toBe("on");
  });

  test("who is who: a board that speaks for the other host is found", () => {
    const judge = (bmcs: Record<string, { address: string; told: unknown }>) => {
      const hosts = Object.fromEntries(Object.entries(systems).map(([host, uuid]) => [host, { uuid }]));
      const words = ["roles/cluster/files/identity", "judge", JSON.stringify({ hosts, bmcs })];
      return JSON.parse(execFileSync("python3", words, { encoding: "utf8" }));
    };
    const [one, two] = [look("needle1"), look("needle2")];
    const address = "127.0.0.1";
    const right = { needle1: { address, told: one }, needle2: { address, told: two } };
    expect(judge(right)).toEqual({ problems: [], unproved: [] });
    const swapped = { needle1: { address, told: two }, needle2: { address, told: one } };
    expect(judge(swapped).problems[0]).toContain("is that of needle2");
  });
});
