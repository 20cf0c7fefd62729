import { readdirSync, readFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { scenariosOf } from "../../../cli/run/runbooks.ts";
import { printYaml, readYaml } from "../../../compiler/output/yaml.ts";
import { courseOf } from "../../../generators/course.ts";
import { metalStagesOf } from "../../../generators/metal-stack/stages.ts";
import { stagesOf } from "../../../generators/stages.ts";
import { compile } from "../../../index.ts";

interface Play {
  readonly name?: string;
  readonly roles?: readonly { readonly role: string }[];
  readonly "ansible.builtin.import_playbook"?: string;
}

describe.each(readdirSync("specs").filter((file) => file.endsWith(".yaml")))("%s", (file) => {
  const { plan, tree } = compile(readFileSync(`specs/${file}`, "utf8"), `specs/${file}`);
  if (!plan || !tree) throw new Error(`${file} is not sound`);
  const own = stagesOf(plan).map(({ name }) => ({
    stage: name,
    path: `playbooks/${plan.name}/${name}.yaml`,
  }));
  const metal = metalStagesOf(plan).map((stage) => ({
    stage: stage.name,
    guarded: stage.target !== undefined,
    path: `playbooks/${stage.deployment}/${stage.file}.yaml`,
  }));

  /** Plays of a playbook as Ansible goes through them. */
  const playsIn = (path: string): Play[] =>
    (readYaml(tree.get(path) ?? "") as Play[]).flatMap((play) => {
      const imported = play["ansible.builtin.import_playbook"];
      return imported === undefined ? [play] : playsIn(path.replace(/[^/]+$/, imported));
    });

  test.each([{ stage: "site", path: `playbooks/${plan.name}/site.yaml` }, ...own, ...metal])(
    "a run of $stage goes through the plays of its playbook",
    ({ stage, path }) => {
      const printed = printYaml(
        courseOf(plan, stage).map(({ play }) => play),
        "test",
      );
      expect(readYaml(printed)).toEqual(playsIn(path));
    },
  );

  test.each(metal.filter(({ guarded }) => guarded))(
    "of a play of $stage that is left out, looks and facts stay",
    ({ stage }) => {
      const [guard] = courseOf(plan, stage);
      expect(guard?.again).toEqual(guard?.play);
      for (const { again = {} } of courseOf(plan, stage)) {
        const roles = (again as Play).roles ?? [];
        for (const { role } of roles)
          expect(String(role)).not.toMatch(/^metal-roles\/.*\/(metal|gardener|sonic)$/);
      }
    },
  );

  test("looks before a deployment stay, and nothing else of the hosts'", () => {
    const kept = courseOf(plan, "site").filter(({ again }) => again);
    // Servers of a quorum are looked at before the first is changed, and before one of them may found it.
    const ofQuorum = ["Look whether one server would become several", "Look at all servers"];
    const looks = ["Look before leaping", ...(plan.topology === "quorum" ? ofQuorum : [])];
    expect(kept.map(({ name }) => name)).toEqual(looks);
  });
});

test("every runbook that a failed task points to is there, of some topology", () => {
  const runbooks = ["lab-single", "lab-pair", "lab-quorum"].flatMap((name) => {
    const { tree = new Map() } = compile(readFileSync(`specs/${name}.yaml`, "utf8"), `specs/${name}.yaml`);
    return [...tree.keys()].map((path) => path.split("/docs/runbooks/")[1]);
  });
  const roles = readdirSync("roles");
  for (const [role, stories] of Object.entries(scenariosOf)) {
    expect([...roles, "unreachable"]).toContain(role);
    for (const story of stories) expect(runbooks).toContain(`${story}.md`);
  }
});

test("no role reads what another one has found out: the play of that one may be left out", () => {
  const roles = readdirSync("roles").sort((a, b) => b.length - a.length);
  const ownerOf = (variable: string) => roles.find((role) => variable.startsWith(`__${role}_`));
  for (const role of roles) {
    const files = globSync(`roles/${role}/{tasks,handlers,vars,templates}/**`);
    const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
    const used = new Set([...text.matchAll(/\b__[a-z]\w*/g)].map(([variable]) => variable));
    const lent = new Set(lentTo(text).match(/\b__[a-z]\w*/g));
    const foreign = [...used].filter(
      (variable) => ![role, undefined].includes(ownerOf(variable)) && !lent.has(variable),
    );
    expect([role, foreign]).toEqual([role, []]);
  }
});

/** Task files of other roles that a role runs itself. */
const lentTo = (text: string): string =>
  [...text.matchAll(/name: (\w+)\n\s+tasks_from: ([\w-]+)/g)]
    .map(([, role, tasks]) => readFileSync(`roles/${role}/tasks/${tasks}.yml`, "utf8"))
    .join("\n");
