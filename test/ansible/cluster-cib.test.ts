import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { type Rendered, render, run, started } from "../support/cluster.ts";

/** The module against a configuration in a file: Pacemaker's tools take it for a live one. */
let rendered: Rendered;
let live = "";

beforeAll(async () => {
  rendered = await render({
    now: {},
    address: { cluster_address: "10.77.0.101" },
    timeout: { cluster_bmc_timeout: 30 },
    "no services": { cluster_services: [] },
    broken: { cluster_fencing_timeout: '"/><nvpair id="x' },
  });
  live = (await started(rendered, "now")).file;
}, 600_000);

afterAll(() => rendered.remove());

interface Answer {
  readonly changed?: boolean;
  readonly failed?: boolean;
  readonly msg?: string;
  readonly actions?: readonly string[];
}

let count = 0;

/** A copy of the live configuration for each test. */
function copy(edit: (text: string) => string = (text) => text): string {
  const file = join(rendered.root, `live-${++count}.xml`);
  copyFileSync(live, file);
  // Without a feature set Pacemaker's tools write patches in a format of long ago.
  writeFileSync(file, edit(readFileSync(file, "utf8").replace("<cib ", '<cib crm_feature_set="3.16.1" ')));
  return file;
}

async function apply(name: string, file: string, more: object = {}, check = false): Promise<Answer> {
  const cib = readFileSync(rendered.path(name, "cib.xml"), "utf8");
  const args = ["localhost", "-c", "local", "-M", join(process.cwd(), "roles/cluster/library")];
  const { output } = await ansible(
    await programsOf(versions.newest),
    "ansible",
    [
      ...args,
      "-e",
      "ansible_python_interpreter=/usr/bin/python3",
      "-m",
      "pacemaker_cib",
      "-a",
      JSON.stringify({ cib, ...more }),
      ...(check ? ["--check"] : []),
    ],
    {
      CIB_file: file,
      ANSIBLE_STDOUT_CALLBACK: "ansible.builtin.oneline",
      ANSIBLE_LOAD_CALLBACK_PLUGINS: "1",
    },
  );
  const answer = output.slice(output.indexOf("=> ") + 3);
  return { failed: output.includes("FAILED!"), ...(JSON.parse(answer) as Answer) };
}

const constraint = (id: string) =>
  `<rsc_location id="${id}" rsc="needle-drbd-clone"><rule role="Master" score="-INFINITY" id="${id}-rule">` +
  `<expression attribute="#uname" operation="ne" value="needle1" id="${id}-expr"/></rule></rsc_location>`;

describe("the module that configures Pacemaker", () => {
  test("finds nothing to do where everything is as wanted", async () => {
    const file = copy();
    const before = readFileSync(file, "utf8");
    expect(await apply("now", file)).toMatchObject({ changed: false, actions: [] });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("changes what disturbs nobody, and is content afterwards", async () => {
    const file = copy();
    const answer = await apply("timeout", file);
    expect(answer, answer.msg).toMatchObject({ changed: true });
    expect(readFileSync(file, "utf8")).toContain('name="power_timeout" value="30"');
    expect(await apply("timeout", file)).toMatchObject({ changed: false });
  });

  test("refuses to restart what runs, and says what it would do and how to allow it", async () => {
    const file = copy();
    const before = readFileSync(file, "utf8");
    const { failed, msg = "" } = await apply("address", file);
    expect(failed).toBe(true);
    expect(msg).toContain("restart needle-vip on");
    expect(msg).toContain('"cluster_allow"');
    expect(readFileSync(file, "utf8")).toBe(before);
    const allow = [...msg.matchAll(/"(restart [\w-]+|stop [\w-]+)"/g)].map(([, word]) => word);
    const allowed = await apply("address", file, { allow });
    expect(allowed, allowed.msg).toMatchObject({ changed: true });
  });

  test("refuses to stop what is no longer wanted", async () => {
    const { failed, msg } = await apply("no services", copy());
    expect(failed).toBe(true);
    expect(msg).toContain("stop needle-k3s");
  });

  test("refuses what Pacemaker would not take", async () => {
    const { failed, msg } = await apply("broken", copy(), { allow: ["*"] });
    expect(failed).toBe(true);
    expect(msg).toContain("Pacemaker does not take this configuration");
  });

  test("in check mode says that something differs, and changes nothing", async () => {
    const file = copy();
    const before = readFileSync(file, "utf8");
    const answer = await apply("timeout", file, {}, true);
    expect(answer).toMatchObject({ changed: true });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("keeps constraints of the fence handler and of operators, and no others", async () => {
    const ids = ["drbd-fence-by-handler-needle-1", "cli-ban-needle-1", "somebody-else-1"];
    const file = copy((text) =>
      text.replace("</constraints>", `${ids.map(constraint).join("")}</constraints>`),
    );
    expect(await apply("now", file, { allow: ["*"] })).toMatchObject({ changed: true });
    const after = readFileSync(file, "utf8");
    expect(ids.filter((id) => after.includes(`id="${id}"`))).toEqual(ids.slice(0, 2));
  });

  test("keeps Pacemaker's own properties wherever they stand, nodes and their attributes", async () => {
    const own = ["have-watchdog", "dc-version", "cluster-infrastructure", "last-lrm-refresh"];
    const nvpairs = own.map(
      (name) => `<nvpair id="cib-bootstrap-options-${name}" name="${name}" value="1"/>`,
    );
    const file = copy((text) =>
      text.replace("</cluster_property_set>", `${nvpairs.join("")}</cluster_property_set>`),
    );
    expect(await apply("now", file)).toMatchObject({ changed: false });
  });

  test("leaves services out until they are handed over, and then keeps them", async () => {
    const optional = ["needle-dns", "needle-dns-api", "needle-k3s-pods", "needle-k3s"];
    expect(await apply("now", copy(), { optional })).toMatchObject({ changed: false });
    const without = copy();
    for (const id of optional)
      await run("cibadmin", ["-D", "-X", `<primitive id="${id}"/>`], { CIB_file: without });
    expect(await apply("now", without, { optional })).toMatchObject({ changed: false });
    const handed = await apply("now", without);
    expect(handed, handed.msg).toMatchObject({ changed: true });
    expect(readFileSync(without, "utf8").match(/<primitive id="needle-k3s"/g)).toHaveLength(1);
  });
});
