import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judged } from "../cli/blast.ts";
import { narrowedTo } from "../cli/narrow.ts";
import { showBlast } from "../cli/show/blast.ts";
import { locateAll, reportLocated } from "../compiler/source/report.ts";
import type { Source } from "../compiler/source/source.ts";
import { compile, type Plan, type Tree } from "../index.ts";

const cases = join(import.meta.dirname, "blast");

interface Compiled {
  readonly plan: Plan;
  readonly tree: Tree;
  readonly source: Source;
}

/** As if it had always been of one name: what differs is what the two say. */
function compiled(file: string): Compiled {
  const { plan, tree, source, diagnostics } = compile(readFileSync(file, "utf8"), "needle.yaml");
  if (!plan || !tree || !source)
    throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return { plan, tree, source };
}

/** A case is a spec as it was and as it is; its screen is what a person sees, and what a run would be limited to. */
describe.each(readdirSync(cases))("%s", (name) => {
  test("what it touches, what it costs, what speaks against it", async () => {
    const was = compiled(join(cases, name, "before.yaml"));
    const now = compiled(join(cases, name, "after.yaml"));
    const earlier = { at: "before", tree: was.tree, from: "spec", spec: was.source.data } as const;
    const change = { against: "before", ...judged(earlier, now) };
    const located = locateAll(change.diagnostics, now.source, "needle.yaml");
    const stages = ["site", "deploy_control_plane", "deploy_partition"].map((stage) => {
      const narrowed = narrowedTo(now.plan, stage, change.blast);
      return `run ${stage}: ${narrowed ? JSON.stringify(narrowed) : "nothing"}\n`;
    });
    const screen = [
      showBlast(now.plan.name, "needle.yaml", change),
      ...(located.length > 0 ? [`${reportLocated(located, now.source.text)}\n`] : []),
      stages.join(""),
    ].join("\n");
    await expect(screen).toMatchFileSnapshot(join(cases, name, "screen.txt"));
  });
});
