import { symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execa, execaSync } from "execa";
import { describe, expect, test } from "vitest";
import { shell } from "../../support/shell.ts";

/** The shells themselves, with the built program on the PATH. A key is pressed where the shell has a line to edit. */
function prepared() {
  const { root } = shell();
  symlinkSync(join(process.cwd(), "dist/bin/needle.js"), join(root, "needle"));
  const env = { PATH: [root, process.env["PATH"]].join(delimiter), HOME: root, PS1: "$ ", TERM: "dumb" };
  const options = { cwd: root, env, reject: false, timeout: 60_000 } as const;
  return {
    run: async (program: string, ...args: string[]) => (await execa(program, args, options)).stdout,
    /** In a terminal of its own. */
    type: async (command: string, ...lines: string[]) =>
      (
        await execa("script", ["-qec", command, "/dev/null"], {
          ...options,
          input: [...lines, "exit", ""].join("\n"),
        })
      ).stdout,
  };
}

const installed = (program: string): boolean =>
  execaSync("sh", ["-c", `command -v ${program}`], { reject: false }).exitCode === 0;

const bash = "bash --norc --noprofile -i";

describe("bash", () => {
  test("completes a command with the tab key, and goes on after it", async () => {
    const said = await prepared().type(
      bash,
      "source <(needle completion bash)",
      "needle comp\tfish | head -1",
    );
    expect(said).toContain("# fish completion for needle.");
  });

  test("leaves the cursor behind a folder's slash, and puts a blank behind a spec", async () => {
    const said = await prepared().type(
      bash,
      "source <(needle completion bash)",
      "needle check sp\tfr\t&& echo checked",
    );
    expect(said).toContain("specs/fra.yaml: fine");
    expect(said).toContain("\nchecked");
  });

  test("asks needle where a word follows an equals sign", async () => {
    const words = "COMP_WORDS=(needle analyze --pace = me) COMP_CWORD=4";
    const asked = `source <(needle completion bash); ${words}; _needle needle; echo "\${COMPREPLY[@]}"`;
    expect(await prepared().run("bash", "--norc", "-c", asked)).toBe("metal");
  });
});

const zsh = installed("zsh") ? "zsh" : "zsh (left out: it is not installed here)";
describe.skipIf(!installed("zsh"))(zsh, () => {
  const start = ["autoload -Uz compinit; compinit -D -u", "source <(needle completion zsh)"];

  test("completes a command with the tab key, and goes on after it", async () => {
    const said = await prepared().type("zsh -f -i", ...start, "needle comp\tfish | head -1");
    expect(said).toContain("# fish completion for needle.");
  });

  test("leaves the cursor behind a folder's slash", async () => {
    const said = await prepared().type("zsh -f -i", ...start, "needle check sp\tfr\t&& echo checked");
    expect(said).toContain("specs/fra.yaml: fine");
  });
});

const fish = installed("fish") ? "fish" : "fish (left out: it is not installed here)";
describe.skipIf(!installed("fish"))(fish, () => {
  const ask = (line: string) =>
    prepared().run("fish", "--no-config", "-c", `needle completion fish | source; complete -C '${line}'`);

  test("offers commands with what they do, and values", async () => {
    expect(await ask("needle comp")).toMatch(/^completion\tprint the script/);
    expect(await ask("needle check specs/")).toBe("specs/fra.yaml");
    expect(await ask("needle analyze --pace=me")).toBe("--pace=metal");
  });

  test("offers files after the dashes", async () => {
    expect(await ask("needle run specs/fra.yaml -- ./nee")).toContain("needle");
  });
});
