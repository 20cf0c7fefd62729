import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printYaml } from "../../compiler/output/yaml.ts";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { folder } from "../support/shell.ts";

const bin = join(process.cwd(), "dist/bin/needle-inventory.js");

describe.each(Object.values(versions))("ansible-core %s", (version) => {
  test.each(["lab-single", "lab-machine"])(
    "reads from the spec of %s what it reads from the generated files",
    async (name) => {
      const programs = await programsOf(version);
      const env = { NEEDLE_SPEC: `specs/${name}.yaml` };
      const files = await ansible(programs, "ansible-inventory", ["-i", `inventories/${name}`, "--list"]);
      const script = await ansible(programs, "ansible-inventory", ["-i", bin, "--list"], env);
      expect([files.code, script.code], files.output + script.output).toEqual([0, 0]);
      expect(JSON.parse(script.output)).toEqual(JSON.parse(files.output));
    },
  );

  test("hands on as data what looks like Jinja", async () => {
    const programs = await programsOf(version);
    const root = folder();
    const text = "needle:\n  hosts: {}\n";
    mkdirSync(join(root, "inventory/group_vars"), { recursive: true });
    writeFileSync(join(root, "inventory/hosts.yaml"), text);
    const awkward = { word: "{{ lookup('pipe', 'id') }}", list: ["{% raw %}", "{# x #}"], plain: "yes" };
    writeFileSync(join(root, "inventory/group_vars/all.yaml"), printYaml({ awkward }, "test"));
    const play = [
      {
        name: "Show",
        hosts: "localhost",
        connection: "local",
        gather_facts: false,
        vars: { ansible_python_interpreter: "{{ ansible_playbook_python }}" },
        tasks: [
          {
            name: "Show",
            "ansible.builtin.copy": {
              dest: join(root, "out"),
              mode: "0600",
              content: "{{ awkward | to_json }}",
            },
          },
        ],
      },
    ];
    writeFileSync(join(root, "play.yaml"), JSON.stringify(play));
    const { code, output } = await ansible(programs, "ansible-playbook", [
      "-i",
      join(root, "inventory"),
      "-i",
      "localhost,",
      join(root, "play.yaml"),
    ]);
    expect(code, output).toBe(0);
    expect(JSON.parse(readFileSync(join(root, "out"), "utf8"))).toEqual(awkward);
  });
});
