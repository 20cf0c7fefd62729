import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deployInLab } from "../../cli/lab/trial.ts";
import { withValue } from "../../compiler/source/edit.ts";
import { expectSettled } from "./support/checks.ts";
import { isOnlyForLab } from "./support/pace.ts";
import { type Trial, trialOf } from "./support/trial.ts";

const spec = "specs/lab-quorum.yaml";
const servers = ["needle1", "needle2", "needle3"];

/** The hosts of specs/lab-quorum.yaml, of which the first has been a single server before: real k3s, no kubelet. */
describe.skipIf(isOnlyForLab("one server becoming several is", "ten minutes and more"))(
  "one server becomes several",
  () => {
    let trial: Trial;
    let missing = "";

    beforeAll(async () => {
      trial = await trialOf(spec, "become");
      missing = "missing" in trial.binary ? `no k3s: ${trial.binary.missing}` : "";
      if (missing) console.warn(`one server becoming several is left out: ${missing}`);
    });
    afterAll(() => trial?.end());

    const inTurn = (name: string, work: () => Promise<void>) =>
      test(name, async ({ skip }) => {
        if (missing) skip(missing);
        await work();
      });
    const kubectl = (host: string, args: string) =>
      trial.says(host, `KUBECONFIG=/etc/rancher/k3s/k3s.yaml kubectl --request-timeout=20s ${args}`);
    const deployAs = async (change: (text: string) => string) =>
      deployInLab(change(await readFile(spec, "utf8")), trial.lab.directory, trial.binary);

    inTurn("as a single server, with something in it", async () => {
      await deployAs((text) => {
        const address = trial.lab.addressOf("needle1");
        const alone = withValue(text, ["needle", "hosts"], { needle1: { address, kind: "container" } });
        return withValue(alone, ["needle", "topology"], { kind: "single" });
      });
      const { code, output } = await trial.ansible("site");
      expect(code, output).toBe(0);
      await kubectl("needle1", "create configmap kept --from-literal=answer=42");
    });

    inTurn(
      "without the word it looks, keeps a snapshot, tells what can not be undone, and stops",
      async () => {
        await deployAs((text) => text);
        const before = await trial.says("needle1", "systemctl show k3s --property=InvocationID");
        const { code, output } = await trial.ansible("day2/become_quorum");
        expect(code, output).not.toBe(0);
        expect(output).toContain("POINT OF NO RETURN");
        expect(await trial.says("needle1", "ls /srv/needle/k3s/server/db/snapshots")).toContain(
          "before-quorum",
        );
        expect(await trial.says("needle1", "systemctl show k3s --property=InvocationID")).toBe(before);
        expect(await trial.says("needle2", "ls /usr/local/bin/k3s 2>/dev/null || echo none")).toBe("none");
      },
    );

    inTurn("with the word there are three members, and all that was there", async () => {
      const { code, output } = await trial.ansible("day2/become_quorum", [
        "-e",
        `k3s_become=${trial.plan.name}`,
      ]);
      expect(code, output).toBe(0);
      for (const server of servers)
        expect(await kubectl(server, "get configmap kept -o jsonpath={.data.answer}")).toBe("42");
      await expectSettled(trial);
    });

    inTurn("another call changes nothing and asks for nothing", async () => {
      const { code, changed, output } = await trial.ansible("day2/become_quorum");
      expect([code, changed], output).toEqual([0, 0]);
    });
  },
);
