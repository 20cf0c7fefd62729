import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder } from "../../support/shell.ts";

const load = `
import importlib.machinery, importlib.util, json, sys
loader = importlib.machinery.SourceFileLoader("restored", "roles/backup/files/needle-restored")
sys.dont_write_bytecode = True
restored = importlib.util.module_from_spec(importlib.util.spec_from_loader("restored", loader))
loader.exec_module(restored)
given = json.loads(sys.argv[1])
`;

const ask = (script: string, given: unknown) =>
  JSON.parse(
    execFileSync("python3", ["-c", `${load}${script}`, JSON.stringify(given)], { encoding: "utf8" }),
  );

interface Thing {
  readonly uid: string;
  readonly version?: string;
  readonly sum?: string;
  readonly made?: number;
}

/** The backup was made at 1000. */
const kubernetes = (saved: readonly Thing[], running: readonly Thing[]) =>
  ask(
    `
def listed(things):
    return {it["uid"]: {"name": it["uid"], "version": "1", "sum": "a", "made": 0, **it} for it in things}
restored.kinds_at = lambda kubectl: ["configmaps", "events"]
restored.objects_at = lambda kubectl, kind: listed(given[0 if "ip" in kubectl else 1])
print(json.dumps(restored.kubernetes("scratch", "live", "needle-drill", 1000)))
`,
    [saved, running],
  );

describe("Kubernetes", () => {
  test("what was not changed is the same, what was changed, made or deleted since may differ", () => {
    const found = kubernetes(
      [{ uid: "kept" }, { uid: "edited" }, { uid: "deleted" }],
      [{ uid: "kept" }, { uid: "edited", version: "2", sum: "b" }, { uid: "new", made: 1200 }],
    );
    expect(found).toEqual({
      kinds: 1,
      objects: 3,
      same: 1,
      changed: 1,
      younger: 1,
      gone: 1,
      wrong: [],
    });
  });

  test("what is older than the backup must be in it", () => {
    const { wrong } = kubernetes([{ uid: "kept" }], [{ uid: "kept" }, { uid: "old", made: 100 }]);
    expect(wrong).toEqual(["configmaps old is older than the backup, and not in it"]);
  });

  test("one revision has one content", () => {
    const { wrong } = kubernetes([{ uid: "a" }, { uid: "b" }], [{ uid: "a" }, { uid: "b", sum: "c" }]);
    expect(wrong).toEqual(["configmaps b is not what was saved"]);
  });

  test("an empty backup proves nothing", () => {
    expect(kubernetes([], []).wrong).toEqual(["not one object is the same: nothing was proved"]);
  });

  test("of many a few are named", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ uid: `old${index}` }));
    expect(kubernetes([], many).wrong.at(-1)).toBe("and 4 more");
  });
});

interface Zone {
  readonly name: string;
  readonly serial: number;
  readonly records: readonly string[];
}

/** Asks a spare server that says what `answers` says. */
const dns = (saved: readonly Zone[], running: readonly Zone[], answers?: Readonly<Record<string, number>>) =>
  ask(
    `
import os, sqlite3, tempfile
folder = tempfile.mkdtemp()
def database(name, zones):
    link = sqlite3.connect(f"{folder}/{name}")
    link.executescript("create table domains (id integer primary key, name text); create table tsigkeys (id integer); create table records (domain_id integer, name text, type text, content text, ttl integer, prio integer, disabled integer)")
    for zone in zones:
        number = link.execute("insert into domains (name) values (?)", (zone["name"],)).lastrowid
        rows = [("SOA", f"ns. host. {zone['serial']} 1 2 3 4")] + [("A", content) for content in zone["records"]]
        link.executemany("insert into records values (?, ?, ?, ?, 60, 0, 0)", [(number, zone["name"], *row) for row in rows])
    link.commit()
    return f"{folder}/{name}"
restored.serial_at = lambda port, name: given["answers"].get(name)
print(json.dumps(restored.dns(database("saved", given["saved"]), database("running", given["running"]), 5399)))
`,
    {
      saved,
      running,
      answers: answers ?? Object.fromEntries(saved.map(({ name, serial }) => [name, serial])),
    },
  );

describe("DNS", () => {
  const zone = (name: string, serial = 1, ...records: string[]): Zone => ({ name, serial, records });

  test("zones with other serials were changed since, and one with a higher number is younger", () => {
    const found = dns(
      [zone("a", 1, "192.0.2.1"), zone("b")],
      [zone("a", 2, "192.0.2.2"), zone("b"), zone("c")],
    );
    expect(found).toMatchObject({
      zones: 2,
      records: 3,
      same: 1,
      changed: 1,
      younger: 1,
      gone: 0,
      wrong: [],
    });
  });

  test("a zone that was there, and other records under one serial, are wrong", () => {
    expect(dns([zone("x"), zone("b", 1, "192.0.2.1")], [zone("a"), zone("b", 1, "192.0.2.2")]).wrong).toEqual(
      [
        "zone a is not in the backup",
        "zone b has other records than those that were saved, and the same serial",
      ],
    );
  });

  test("the spare server must answer what is in its database", () => {
    expect(dns([zone("a", 7)], [zone("a", 7)], { a: 6 }).wrong).toEqual([
      "the spare server says 6 for the serial of a, and its database 7",
    ]);
    expect(dns([zone("a")], [zone("a")], {}).wrong).toHaveLength(1);
  });
});

test("files: what was not touched since must be the same, to the bit and the owner", () => {
  const live = folder();
  const saved = folder();
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  };
  for (const name of ["same", "other", "open"]) put(join(live, name), name);
  put(join(saved, live, "same"), "same");
  put(join(saved, live, "other"), "othar");
  put(join(saved, live, "open"), "open", 0o600);
  put(join(saved, live, "gone"), "gone");
  const compare = (made: number) =>
    ask(`print(json.dumps(restored.files(given[0], given[1])))`, [saved, made]);

  const later = Math.ceil(Date.now() / 1000) + 60;
  expect(compare(later)).toMatchObject({ files: 4, same: 1, changed: 0, gone: 1 });
  expect(compare(later).wrong.sort()).toEqual([
    `${join(live, "open")} is not what was saved`,
    `${join(live, "other")} is not what was saved`,
  ]);
  expect(compare(0)).toMatchObject({ changed: 3, wrong: ["not one file is the same: nothing was proved"] });
});
