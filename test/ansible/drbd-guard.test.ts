import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drbd } from "../../generators/roles/drbd.ts";
import { planOf } from "../support/plan.ts";
import { type Rendered, renderRole } from "../support/render.ts";

/** What a host may know of the mirror, and what is said about it. Nothing said: the run goes on. */
const whole = {
  connection: "Connected",
  replication: "Established",
  disk: "UpToDate",
  peerDisk: "UpToDate",
  suspended: false,
};
const active = { state: "active", answers: true, manages: true, fences: [] as string[] };
const fence = "drbd-fence-by-handler-needle-needle-drbd-clone";
const sights = {
  "no cluster yet": [undefined, { ...active, manages: false }, /^$/],
  whole: [whole, active, /^$/],
  "being compared": [{ ...whole, replication: "VerifyS" }, active, /^$/],
  "not up": [undefined, active, /is not up here/],
  "link cut": [{ ...whole, connection: "Connecting", peerDisk: "Outdated" }, active, /can not be reached/],
  "split brain": [{ ...whole, connection: "StandAlone" }, active, /Nobody merges two copies/],
  "disk gone": [{ ...whole, disk: "Diskless" }, active, /replace_disk/],
  syncing: [{ ...whole, replication: "SyncSource", peerDisk: "Inconsistent" }, active, /Wait until both/],
  frozen: [{ ...whole, suspended: true }, active, /Writes are suspended/],
  fenced: [whole, { ...active, fences: [fence] }, new RegExp(`the constraint ${fence}`)],
  "Pacemaker down": [
    undefined,
    { ...active, state: "inactive", answers: false },
    /systemctl start pacemaker/,
  ],
} as const;
const replaced = "one half is made anew";
let rendered: Rendered;

const seen = (mirror: object | undefined, pacemaker: object) => ({
  inventory_hostname: "needle1",
  __drbd_seen: { stdout: JSON.stringify({ module: "8.4.11", mirror, pacemaker }) },
});

beforeAll(async () => {
  const cases = Object.fromEntries(
    Object.entries(sights).map(([name, [mirror, pacemaker]]) => [name, seen(mirror, pacemaker)]),
  );
  const lost = { ...seen({ ...whole, connection: "Connecting" }, active), drbd_replace: "needle2" };
  rendered = await renderRole("drbd", { ...cases, [replaced]: lost }, ["guard"], {
    ...drbd.shared(planOf("lab-pair")),
    drbd_secret: "0123456789abcdef",
  });
}, 600_000);
afterAll(() => rendered.remove());

const said = (name: string): string => readFileSync(rendered.path(name, "guard"), "utf8").trim();

test.each(Object.entries(sights))("the guard on a mirror: %s", (name, [, , expected]) => {
  expect(said(name)).toMatch(expected);
});

test("the guard lets a lost half be made anew", () => {
  expect(said(replaced)).toBe("");
});
