import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { drbd } from "../../generators/roles/drbd.ts";
import { planOf } from "../support/plan.ts";
import { type Rendered, renderRole } from "../support/render.ts";

/** DRBD's own parser judges what the role renders. It has a grammar for each version of the module. */
const modules = { "8.4": "8.4.11", "9": "9.2.13" } as const;
const cases = Object.fromEntries(
  Object.keys(modules).flatMap((module) =>
    ["C", "A"].map((protocol) => [
      `${module}, protocol ${protocol}`,
      { drbd_protocol: protocol, __drbd_module_9: module === "9" },
    ]),
  ),
);
const file = "resource.res";
let rendered: Rendered;

beforeAll(async () => {
  const secret = "0123456789abcdef";
  rendered = await renderRole("drbd", cases, [file], {
    ...drbd.shared(planOf("lab-pair")),
    drbd_secret: secret,
  });
}, 600_000);
afterAll(() => rendered.remove());

/** Without the module and the network of a host: the version is told, and addresses are not looked for. */
async function dump(name: string, version: string) {
  const checked = rendered.path(name, "checked.res");
  const text = readFileSync(rendered.path(name, file), "utf8");
  writeFileSync(checked, `global { usage-count no; disable-ip-verification; }\n${text}`);
  return execa("drbdadm", ["-c", checked, "dump", "all"], {
    env: { DRBD_DRIVER_VERSION_OVERRIDE: version, __DRBD_NODE__: "needle1" },
    all: true,
    reject: false,
  });
}

describe.each(Object.keys(cases))("for module %s", (name) => {
  const module = name.startsWith("9") ? "9" : "8.4";

  test("drbdadm takes the resource", async () => {
    const { exitCode, all, stdout } = await dump(name, modules[module]);
    expect(exitCode, all).toBe(0);
    expect(stdout).toMatch(/fencing\s+resource-and-stonith/);
    expect(stdout).not.toMatch(/allow-two-primaries|discard-secondary|discard-(younger|older)/);
  });

  test("and the other module's parser does not: each has fencing in another place", async () => {
    const { exitCode } = await dump(name, modules[module === "9" ? "8.4" : "9"]);
    expect(exitCode).not.toBe(0);
  });
});

describe("the filter in front of cibadmin", () => {
  const states = [
    '<node_state id="1" uname="needle1" in_ccm="1764000000" crmd="1764000001" join="member" expected="member"/>',
    '<node_state id="2" uname="needle2" in_ccm="0" crmd="0" join="down" expected="down"/>',
  ];

  test("spells Pacemaker's timestamps as the fence handler of Debian 13 knows them", async () => {
    const { stdout } = await through(`<status>\n${states.join("\n")}\n</status>`);
    expect(stdout).toContain('in_ccm="true" crmd="online"');
    expect(stdout).toContain('in_ccm="false" crmd="offline"');
    expect(stdout).not.toMatch(/in_ccm="\d/);
  });

  test("leaves everything else as it is, and the exit code", async () => {
    const old =
      '<node_state uname="needle1" in_ccm="true" crmd="online"/>\n<nvpair name="in_ccm" value="0"/>';
    expect((await through(old)).stdout).toBe(old);
    expect((await through("", 6)).exitCode).toBe(6);
  });

  /** The filter as the handler calls it: by its name, first on the path, with a cibadmin behind it. */
  async function through(answer: string, code = 0) {
    const root = mkdtempSync(join(tmpdir(), "needle-filter-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, "real"));
    writeFileSync(join(root, "answer"), answer);
    writeFileSync(join(root, "real/cibadmin"), `#!/bin/sh\ncat ${join(root, "answer")}\nexit ${code}\n`);
    chmodSync(join(root, "real/cibadmin"), 0o755);
    const path = [join(process.cwd(), "roles/drbd/files/fence"), join(root, "real"), "/usr/bin", "/bin"].join(
      ":",
    );
    return execa("cibadmin", ["-Q", "-t", "60"], { env: { PATH: path }, reject: false });
  }

  test("stands first on the path of the handler, for both versions of the module", () => {
    for (const name of Object.keys(cases))
      expect(readFileSync(rendered.path(name, file), "utf8")).toMatch(
        /fence-peer "\/usr\/bin\/env PATH=\/usr\/local\/lib\/needle\/fence:.*crm-fence-peer(\.9)?\.sh";/,
      );
  });
});
