import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Restored } from "../../../cli/show/restored.ts";
import { heldByAnother } from "../../support/held.ts";
import { put, shell } from "../../support/shell.ts";

const found: Restored = {
  drill: "restore",
  host: "needle1",
  passed: true,
  backups: { kubernetes: { of: "needle2", snapshot: "1f2e3d4c", time: 1_764_547_200 } },
  results: { kubernetes: { kinds: 61, objects: 412, same: 400, wrong: [] } },
  troubles: [],
};

/** A stand-in for ansible-playbook: it writes down what it was told, leaves a record where it is told to, and ends. */
const standIn = (record: object | null, code: number) => `#!/usr/bin/env python3
import json, sys
words = sys.argv[1:]
json.dump(words, open("called", "w"))
said = json.loads(words[words.index("-e") + 1])
record = ${record ? `json.loads(${JSON.stringify(JSON.stringify(record))})` : "None"}
if record:
    json.dump(record, open(said["backup_drill_record"], "w"))
if ${code}:
    print("TASK [Do]\\nfatal: [needle1]: FAILED! => the repository is locked\\nPLAY RECAP *****")
sys.exit(${code})
`;

async function prepared(record: object | null = found, code = 0, golden = "backup-folder") {
  const { needle, root } = shell({ PATH: process.env["PATH"] });
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  put(root, ".venv/bin/ansible-playbook", standIn(record, code));
  chmodSync(join(root, ".venv/bin/ansible-playbook"), 0o755);
  cpSync(`test/golden/${golden}/needle.yaml`, join(root, "specs/it.yaml"));
  await needle("generate", "specs/it.yaml");
  return {
    root,
    drill: (...words: string[]) => needle("drill", "restore", "specs/it.yaml", ...words),
    called: (): string[] => JSON.parse(readFileSync(join(root, "called"), "utf8")),
    records: () => readdirSync(join(root, ".needle/drills")),
  };
}

describe("a drill", () => {
  test("that passes is shown with what it compared, and its record is kept", async () => {
    const { drill, records, root } = await prepared();
    const { code, out, err } = await drill();
    expect([code, err.includes("error")], err).toEqual([0, false]);
    expect(out).toMatch(/^PASSED: restore on needle1 of fra, site, /);
    expect(out).toMatch(/kubernetes +needle2 +1f2e3d4c +2025-12-01 00:00:00/);
    expect(out).toMatch(/kubernetes +kinds 61, objects 412, same 400/);
    const [file = "", ...more] = records();
    expect([file, more]).toEqual([expect.stringMatching(/^fra-restore-\d{8}T\d{6}Z\.json$/), []]);
    const kept = JSON.parse(readFileSync(join(root, ".needle/drills", file), "utf8"));
    expect(kept).toMatchObject({ ...found, landscape: "fra", where: "site" });
  });

  test("runs its own playbook, on the host that is named, with the words for Ansible", async () => {
    const { drill, called } = await prepared();
    await drill("--host", "needle3", "--", "--diff");
    const words = called();
    expect(words).toContain("playbooks/fra/day2/restore_drill.yaml");
    expect(JSON.parse(words[words.indexOf("-e") + 1] ?? "")).toMatchObject({ backup_drill_host: "needle3" });
    expect(words.at(-1)).toBe("--diff");
  });

  test("that finds something wrong answers 1, says what, and is kept, too", async () => {
    const wrong = { ...found, passed: false, troubles: ["the newest of kind dns is 40 hours old"] };
    const { drill, records } = await prepared(wrong, 2);
    const { code, out } = await drill();
    expect(code).toBe(1);
    expect(out).toMatch(/^FAILED: .*\n\n {2}BAD {3}the newest of kind dns is 40 hours old/);
    expect(records()).toHaveLength(1);
  });

  test("that failed behind its record has not passed", async () => {
    const { drill } = await prepared(found, 2);
    const { code, out } = await drill("--json");
    const { passed, troubles } = JSON.parse(out);
    expect([code, passed, troubles]).toEqual([1, false, [expect.stringContaining("repository is locked")]]);
  });

  test("without a record proves nothing: why is said, and nothing kept", async () => {
    for (const code of [0, 4]) {
      const { drill, records } = await prepared(null, code);
      const { code: answer, err } = await drill();
      expect(answer).toBe(1);
      expect(err).toContain(code ? "the repository is locked" : "the drill wrote no record");
      expect(records).toThrow();
    }
  });
});

describe("is not tried", () => {
  test("with --plan, where what would be run is shown", async () => {
    const { drill, called } = await prepared();
    expect(await drill("--plan")).toMatchObject({
      code: 0,
      out: expect.stringContaining("playbooks/fra/day2/restore_drill.yaml"),
    });
    expect(called).toThrow();
  });

  test("on hosts that are not backed up, or that there are not", async () => {
    const { drill: without } = await prepared(found, 0, "quorum");
    const { code, err } = await without();
    expect([code, err]).toEqual([1, expect.stringContaining("needle.backup.hosts in the spec")]);
    const { drill, called } = await prepared();
    expect((await drill("--host", "needle9")).err).toContain("fra has no host needle9");
    expect(called).toThrow();
  });

  test("while something else is done to the landscape", async () => {
    const { drill, called, root } = await prepared();
    heldByAnother(root, "fra");
    const { code, err } = await drill();
    expect([code, err]).toEqual([1, expect.stringContaining("me@there is running fra since")]);
    expect(called).toThrow();
  });

  test("without an inventory", async () => {
    const { drill, root } = await prepared();
    rmSync(join(root, "inventories"), { recursive: true });
    expect((await drill()).err).toContain("[cli/no-inventory]");
  });
});
