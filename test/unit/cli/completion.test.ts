import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sources } from "../../../cli/completion/values.ts";
import { commands } from "../../../cli/program.ts";
import { verbs } from "../../../cli/verbs/index.ts";
import { recorder } from "../../support/recorder.ts";
import { put, shell } from "../../support/shell.ts";

/** What bash would offer: the line is as typed, its last word unfinished. */
async function offered(line: string, root?: string): Promise<string[]> {
  const { needle } = root === undefined ? shell() : shell({}, root);
  const { code, out, err } = await needle("completion", "bash", "--", ...line.split(" ").slice(1));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out.split("\n").filter(Boolean);
}

test("commands, those of a group too", async () => {
  const { terminal } = recorder();
  const around = { terminal, env: {}, root: "", ansible: [], done: () => {} };
  expect(await offered("needle ")).toEqual([...verbs.map((verb) => verb(around).name()), "help"]);
  expect(await offered("needle ch")).toEqual(["check"]);
  expect(await offered("needle lab d")).toEqual(["down", "demo"]);
  expect(await offered("needle nosuch ")).toEqual([]);
});

test("options, each only once, and where nothing else is left", async () => {
  expect(await offered("needle check --")).toEqual(["--json", "--sarif", "--format", "--help"]);
  expect(await offered("needle check --json --")).toEqual(["--sarif", "--format", "--help"]);
  expect(await offered("needle plan specs/fra.yaml ")).toEqual([
    "--json",
    "--against",
    "--allow-blast",
    "--help",
  ]);
  expect(await offered("needle --")).toEqual(["--version", "--root", "--help"]);
});

test("choices of arguments and of options", async () => {
  expect(await offered("needle drill p")).toEqual(["power-cut"]);
  expect(await offered("needle lab up --suite ")).toEqual(["bookworm", "trixie"]);
  expect(await offered("needle completion f")).toEqual(["fish"]);
});

describe("files", () => {
  test("specs and folders, not what is hidden or no spec", async () => {
    const { root } = shell();
    mkdirSync(join(root, ".git"));
    mkdirSync(join(root, "node_modules"));
    for (const name of ["a.needle.yaml", "b.yml", "notes.txt", "my spec.yaml"]) put(root, name, "");
    expect(await offered("needle check ", root)).toEqual([
      "a.needle.yaml",
      "b.yml",
      "my\\ spec.yaml",
      "specs/",
    ]);
    expect(await offered("needle check specs/", root)).toEqual(["specs/fra.yaml"]);
    expect(await offered(`needle check ${root}/specs/f`, root)).toEqual([`${root}/specs/fra.yaml`]);
    expect(await offered("needle check .", root)).toEqual([".git/"]);
    expect(await offered("needle check nowhere/", root)).toEqual([]);
  });

  test("folders where a folder is wanted", async () => {
    expect(await offered("needle -C ")).toEqual(["specs/"]);
    expect(await offered("needle drill hang --record s")).toEqual(["specs/"]);
  });

  test("of the folder that -C names", async () => {
    expect(await offered("needle -C specs check ")).toEqual(["fra.yaml"]);
  });
});

describe("what the spec knows", () => {
  const pair = () => {
    const { root } = shell();
    cpSync("test/golden/pair/needle.yaml", join(root, "specs/pair.yaml"));
    return root;
  };

  test("stages", async () => {
    const stages = await offered("needle run specs/fra.yaml ");
    expect(stages).toEqual(expect.arrayContaining(["site", "preflight", "deploy_needle"]));
    expect(await offered("needle run specs/pair.yaml day2/sw", pair())).toEqual(["day2/switchover"]);
  });

  test("what is done on later days, and the servers where one is wanted", async () => {
    const root = pair();
    expect(await offered("needle day2 specs/pair.yaml sw", root)).toEqual(["switchover"]);
    expect(await offered("needle day2 specs/pair.yaml start_alone ", root)).toEqual(["needle1", "needle2"]);
    expect(await offered("needle day2 specs/pair.yaml switchover n", root)).toEqual([]);
    expect(await offered("needle day2 specs/fra.yaml reset --confirm ")).toEqual(["fra"]);
  });

  test("scenarios, hosts and the landscape's name", async () => {
    const root = pair();
    expect(await offered("needle analyze specs/pair.yaml --scenario power-cut-a", root)).toEqual([
      "power-cut-active",
    ]);
    expect(await offered("needle inventory specs/fra.yaml --host ")).toEqual(["needle1"]);
    expect(await offered("needle drill hang specs/fra.yaml --real-site ")).toEqual(["fra"]);
  });

  test("nothing, without a word, where the spec is missing, wrong or standard input", async () => {
    const { root } = shell();
    put(root, "specs/bad.yaml", "colour: blue\n");
    for (const spec of ["specs/none.yaml", "specs/bad.yaml", "-"])
      expect(await offered(`needle run ${spec} `, root)).toEqual([]);
    expect(await offered("needle drill hang --host ", root)).toEqual([]);
  });
});

test("an option and its value in one word, as each shell cuts it", async () => {
  expect(await offered("needle analyze --pace = me")).toEqual(["metal"]);
  expect(await offered("needle analyze --pace =")).toEqual(["metal", "emulated"]);
  const { out } = await shell().needle("completion", "zsh", "--", "analyze", "--pace=me");
  expect(out).toBe("--pace=metal\t\n");
});

test("what follows the dashes is Ansible's", async () => {
  expect(await offered("needle run specs/fra.yaml -- --ta")).toEqual([]);
});

test("zsh and fish get the meaning with each word", async () => {
  for (const name of ["zsh", "fish"]) {
    const { out } = await shell().needle("completion", name, "--", "che");
    expect(out).toBe("check\tsay everything that is wrong with a spec\n");
  }
});

test("a shell that is not known is wrong usage", async () => {
  expect(await shell().needle("completion", "tcsh")).toMatchObject({
    code: 2,
    err: expect.stringContaining("Allowed choices are bash, zsh, fish"),
  });
});

test("every kind of value that is known is one that some command takes", () => {
  const { terminal } = recorder();
  const names = new Set<string>();
  const walk = (command: ReturnType<typeof commands>): void => {
    for (const argument of command.registeredArguments) names.add(argument.name());
    for (const option of command.options)
      for (const name of [option.name(), /<([\w-]+)/.exec(option.flags)?.[1] ?? ""]) names.add(name);
    command.commands.forEach(walk);
  };
  walk(commands({ terminal, env: {}, root: "", ansible: [], done: () => {} }));
  expect(Object.keys(sources).filter((name) => !names.has(name))).toEqual([]);
});
