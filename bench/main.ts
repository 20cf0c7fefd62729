import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { eventsEnvironment } from "../cli/ansible.ts";
import { eventsFd } from "../cli/run/start.ts";
import { jsonInventory } from "./json-inventory.ts";
import { landscapeOf } from "./landscapes.ts";
import { type Cost, cost, type Ratio } from "./measure.ts";

/**
 * Measures what a person waits for, each as a ratio to a floor of the same run, and writes bench/RESULTS.md. With names
 * of parts it measures those, and leaves the other rows as they are.
 */
const needle = join(process.cwd(), "dist/bin/needle.js");
const scratch = mkdtempSync(join(tmpdir(), "needle-bench-"));

const parts: Readonly<Record<string, () => Promise<readonly Ratio[]>>> = {
  check: async () => [await command("check", "specs/lab-single.yaml")],
  analyze: async () => [await command("analyze", "specs/lab-pair.yaml")],
  hosts: async () => [...(await generate()), await inventory()],
  events: async () => [await events()],
  demo,
};

try {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(", ")}: ${Object.keys(parts).join(", ")}`);
  const rows = rowsIn(wanted.length > 0 ? readFileSync("bench/RESULTS.md", "utf8") : "");
  for (const [name, measure] of Object.entries(parts))
    if (wanted.length === 0 || wanted.includes(name))
      for (const ratio of await measure()) rows.set(ratio.what, rowOf(ratio));
  const text = page([...rows.values()]);
  writeFileSync("bench/RESULTS.md", `# Benchmarks\n\n${text}`);
  quote(text);
  process.stdout.write(text);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function command(name: string, spec: string): Promise<Ratio> {
  const bare = await cost(["node", "-e", "0"], { runs: 15 });
  const own = await cost(["node", needle, name, spec], { runs: 15 });
  return {
    what: `needle ${name}, whole process`,
    against: "node -e 0",
    ratio: own.seconds / bare.seconds,
    goal: 3,
    detail: `${own.seconds.toFixed(2)} s, ${own.memory.toFixed(0)} MiB`,
  };
}

/** A folder with the deployment of so many hosts, and what making it cost. */
async function deploy(hosts: number): Promise<Cost & { readonly cwd: string }> {
  const cwd = join(scratch, String(hosts));
  mkdirSync(cwd);
  writeFileSync(join(cwd, "spec.yaml"), landscapeOf(hosts));
  return { cwd, ...(await cost(["node", needle, "generate", "spec.yaml"], { cwd, runs: 1 })) };
}

async function generate(): Promise<Ratio[]> {
  const sizes = [1000, 10_000] as const;
  const ratios: Ratio[] = [];
  const seconds: number[] = [];
  for (const hosts of sizes) {
    const { stdout } = await execa("node", ["dist/bench/print.js", String(hosts)]);
    const best = JSON.parse(stdout) as { generate: number; print: number };
    const whole = await deploy(hosts);
    seconds.push(best.generate);
    ratios.push({
      what: `compile ${hosts} hosts, spec to files`,
      against: "printing the same documents",
      ratio: best.generate / best.print,
      goal: 1.5,
      detail: `${best.generate.toFixed(2)} s; whole process ${whole.seconds.toFixed(1)} s, peak ${whole.memory.toFixed(0)} MiB`,
    });
  }
  ratios.push({
    what: "compile 10000 hosts",
    against: "compile 1000 hosts",
    ratio: (seconds[1] ?? 0) / (seconds[0] ?? 1),
    goal: 11,
    detail: "10 would be linear",
  });
  return ratios;
}

async function inventory(): Promise<Ratio> {
  const cwd = join(scratch, "1000");
  writeFileSync(join(cwd, "floor.json"), JSON.stringify(jsonInventory(cwd, "bench")));
  const ansible = join(process.cwd(), ".venv/bin/ansible-inventory");
  const list = (from: string) => cost([ansible, "-i", from, "--list"], { cwd, runs: 5 });
  const floor = await list("floor.json");
  const own = await list("inventories/bench");
  return {
    what: "ansible-inventory --list, 1000 hosts",
    against: "the same content as one JSON file",
    ratio: own.seconds / floor.seconds,
    goal: 1.1,
    detail: `${own.seconds.toFixed(1)} s`,
  };
}

/** What it costs Ansible to tell what it does: a task that does nothing, on many hosts, is the worst case. */
async function events(): Promise<Ratio> {
  const cwd = join(scratch, "events");
  mkdirSync(cwd);
  const names = Array.from({ length: 50 }, (_, index) => `host${index}`);
  writeFileSync(join(cwd, "hosts"), `${names.join("\n")}\n`);
  const task = { name: "Do nothing", "ansible.builtin.debug": { msg: "nothing" } };
  const tasks = Array.from({ length: 40 }, () => task);
  const play = { name: "Do nothing", hosts: "all", gather_facts: false, tasks };
  writeFileSync(join(cwd, "site.yaml"), JSON.stringify([play]));
  const script = `exec "$0" -i hosts site.yaml >ansible.out 3>events`;
  const run = (env: Record<string, string>) =>
    cost(["sh", "-c", script, join(process.cwd(), ".venv/bin/ansible-playbook")], { cwd, env, runs: 3 });
  const bare = await run({});
  const own = await run(eventsEnvironment(cwd, {}, eventsFd));
  const told = readFileSync(join(cwd, "events"), "utf8").split("\n").length - 1;
  return {
    what: "ansible-playbook that tells needle what it does",
    against: "ansible-playbook",
    ratio: own.seconds / bare.seconds,
    goal: 1.05,
    detail: `${own.seconds.toFixed(1)} s, 40 tasks on 50 hosts, ${told} events`,
  };
}

/** Needs root and the lab: without them it says so in the table instead of leaving the row out. */
async function demo(): Promise<Ratio[]> {
  const { stdout, exitCode } = await execa("node", [needle, "lab", "demo", "specs/lab-single.yaml"], {
    reject: false,
  });
  await execa("node", [needle, "lab", "down", "lab-single"], { reject: false });
  const [first, second] = [/first run (\d+) s/, /second run (\d+) s/].map((shape) =>
    Number(shape.exec(stdout)?.[1]),
  );
  const what = "second run of the demo";
  if (exitCode !== 0 || !first || !second)
    return [{ what, against: "its first", ratio: Number.NaN, detail: "the demo did not run here" }];
  return [
    { what, against: "its first", ratio: second / first, detail: `first ${first} s, second ${second} s` },
  ];
}

/** The README shows the last figures where a reader looks for them. */
function quote(text: string): void {
  const readme = readFileSync("README.md", "utf8");
  const block = /<!-- bench -->[\s\S]*?<!-- \/bench -->/;
  writeFileSync(
    "README.md",
    readme.replace(block, () => `<!-- bench -->\n${text}<!-- /bench -->`),
  );
}

/** Rows by what they measure, as they stand in a page. */
function rowsIn(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^\| (?!what|---)(.+?) \|.*\n/gm)];
  return new Map(rows.map(([row, what = ""]) => [what, row]));
}

function rowOf({ what, against, ratio, goal, detail }: Ratio): string {
  const met = goal === undefined ? "" : ratio <= goal ? `at most ${goal}` : `at most ${goal}: missed`;
  const day = new Date().toISOString().slice(0, 10);
  return `| ${what} | ${against} | ${ratio.toFixed(2)} | ${met} | ${detail} | ${day} |\n`;
}

function page(rows: readonly string[]): string {
  const [cpu] = cpus();
  return `Made by \`npm run bench\`: Node ${process.versions.node}, ${cpus().length} cores, ${cpu?.model}.
Each figure is a ratio to a floor measured in the same run; seconds depend on the day.

| what | against | ratio | goal | detail | measured |
| --- | --- | --- | --- | --- | --- |
${rows.join("")}`;
}
