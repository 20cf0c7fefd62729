import { chmodSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stagesOf } from "../../../generators/stages.ts";
import { caseOf, planOf } from "../../support/plan.ts";
import { put, shell } from "../../support/shell.ts";

/** A stand-in for ansible-playbook that records how it was called. */
const recorder = `#!/bin/sh
printf '%s\\n' "$@" > called
`;

async function prepared(golden: string) {
  const { needle, root } = shell({ PATH: process.env["PATH"] });
  mkdirSync(join(root, ".venv/bin"), { recursive: true });
  put(root, ".venv/bin/ansible-playbook", recorder);
  chmodSync(join(root, ".venv/bin/ansible-playbook"), 0o755);
  cpSync(`test/golden/${golden}/needle.yaml`, join(root, "specs/it.yaml"));
  await needle("generate", "specs/it.yaml");
  return {
    needle: (...words: string[]) => needle("day2", "specs/it.yaml", ...words),
    called: () => readFileSync(join(root, "called"), "utf8").split("\n").slice(2).filter(Boolean),
  };
}

const { name } = caseOf("quorum");

describe("the list", () => {
  test("has what was emitted for the topology, and no other", async () => {
    for (const golden of ["single", "pair", "quorum"]) {
      const { needle } = await prepared(golden);
      const { code, out } = await needle("--json");
      expect(code).toBe(0);
      const listed: { name: string; playbook: string }[] = JSON.parse(out);
      const emitted = stagesOf(caseOf(golden)).filter(({ day2 }) => day2);
      expect(listed.map(({ playbook }) => playbook)).toEqual(
        emitted.map((stage) => `playbooks/${caseOf(golden).name}/${stage.name}.yaml`),
      );
    }
  });

  test("says which word is wanted", async () => {
    const { needle } = await prepared("quorum");
    const { out } = await needle();
    expect(out).toMatch(/^ {2}replace_server +HOST +makes a server anew/m);
    expect(out).toMatch(/^ {2}restore_snapshot +SNAPSHOT +makes the cluster anew/m);
    expect(out).toMatch(/^ {2}upgrade_k3s +brings k3s to the release of the spec/m);
  });
});

describe("a day", () => {
  test("runs its playbook with the words that it wants", async () => {
    const { needle, called } = await prepared("quorum");
    expect((await needle("replace_server", "needle2", "--yes")).code).toBe(0);
    expect(called()).toEqual([`playbooks/${name}/day2/replace_server.yaml`, "-e", "k3s_replace=needle2"]);
  });

  test("of a pair takes its host, too, for each role that wants it", async () => {
    const { needle, called } = await prepared("pair");
    await needle("replace_host", "needle1", "--yes");
    expect(called().slice(1)).toEqual(["-e", "cluster_replace=needle1", "-e", "drbd_replace=needle1"]);
  });

  test("hands on the landscape's name only when a person has said it", async () => {
    const { needle, called } = await prepared("quorum");
    await needle("reset", "--yes");
    expect(called().slice(1)).toEqual([]);
    await needle("reset", "--yes", "--confirm", name);
    expect(called().slice(1)).toEqual(["-e", `k3s_reset=${name}`]);
  });

  test("looks only with --check, and asks nobody", async () => {
    const { needle, called } = await prepared("quorum");
    expect((await needle("restore_snapshot", "a snapshot", "--check")).code).toBe(0);
    expect(called().slice(1)).toEqual(["-e", '{"k3s_snapshot":"a snapshot"}', "--check"]);
  });

  test("is shown by --plan, and not run", async () => {
    const { needle, called } = await prepared("quorum");
    const { code, out } = await needle("remove_server", "needle3", "--plan");
    expect(code).toBe(0);
    expect(out).toContain("needle run specs/it.yaml day2/remove_server -- -e k3s_remove=needle3");
    expect(called).toThrow();
  });
});

describe("refuses", () => {
  test.each([
    [["nosuch"], "one of: upgrade_k3s, maintain"],
    [["remove_server", "needle9", "--yes"], "one of: needle1, needle2, needle3"],
    [["maintain", "needle1", "--yes"], "a word too many"],
    [["reset", "--confirm", "ber", "--yes"], `the spec's landscape is ${name}`],
    [["maintain", "--confirm", name, "--yes"], "gives nothing up"],
    [["maintain"], "nobody can be asked here"],
  ])("%j", async (words, said) => {
    const { needle, called } = await prepared("quorum");
    const { code, err } = await needle(...words);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[cli/day2]") });
    expect(err).toContain(said);
    expect(called).toThrow();
  });
});

test("each word of a day is a variable that one of its roles knows", () => {
  for (const plan of [planOf("lab-single"), planOf("lab-pair"), planOf("lab-quorum")])
    for (const { name, day2, plays } of stagesOf(plan)) {
      const known = plays.flatMap(({ role }) => Object.keys(role.vars.shape));
      const words = [...(day2?.word?.variables ?? []), ...(day2?.confirm ? [day2.confirm] : [])];
      expect(known, name).toEqual(expect.arrayContaining(words));
    }
});
