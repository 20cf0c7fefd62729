import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";

interface Member {
  readonly address: string;
  readonly healthy?: boolean;
  readonly learner?: boolean;
}

const script = `
import importlib.machinery, importlib.util, json, sys
loader = importlib.machinery.SourceFileLoader("quorum", "roles/k3s/files/k3s-quorum")
sys.dont_write_bytecode = True
quorum = importlib.util.module_from_spec(importlib.util.spec_from_loader("quorum", loader))
loader.exec_module(quorum)
verb, members, rest = json.loads(sys.argv[1])
voters = [one for one in members if not one["learner"]]
state = {"members": members, "voters": len(voters), "needed": len(voters) // 2 + 1, "healthy": sum(one["healthy"] for one in members)}
state["says"] = quorum.sentence(state)
try:
    getattr(quorum, verb)(state, *rest)
    print("yes")
except quorum.Refused as refusal:
    print(refusal)
`;

const ask = (verb: "ready" | "spare" | "removable", members: readonly Member[], ...rest: unknown[]) => {
  const all = members.map((member) => ({ healthy: true, learner: false, ...member }));
  const argument = JSON.stringify([verb, all, rest]);
  return execFileSync("python3", ["-c", script, argument], { encoding: "utf8" }).trim();
};

const [a, b, c] = [{ address: "a" }, { address: "b" }, { address: "c" }] as const;
const dead = (member: Member): Member => ({ ...member, healthy: false });

describe("what a quorum of etcd can do without", () => {
  test("one of three healthy ones, and none of two that are left", () => {
    expect(ask("spare", [a, b, c], "a")).toBe("yes");
    expect(ask("spare", [a, b, dead(c)], "a")).toBe(
      "without a 1 of 3 members would be left, and 2 are needed (2 of 3 members are healthy, 2 are needed; not healthy: c)",
    );
  });

  test("one that is away already, and one that is alone", () => {
    expect(ask("spare", [a, b, dead(c)], "c")).toBe("yes");
    expect(ask("spare", [a], "a")).toBe("yes");
  });

  test("a learner has no vote", () => {
    expect(ask("spare", [a, b, { ...c, learner: true }], "a")).toContain("1 of 2 members would be left");
    expect(ask("ready", [a, b, { ...c, learner: true }], "c")).toContain("c is no healthy member yet");
    expect(ask("ready", [a, b, c], "c")).toBe("yes");
  });
});

describe("which member can be removed", () => {
  test("a dead one, as long as the others are a majority of themselves", () => {
    expect(ask("removable", [a, b, dead(c)], "c", false)).toBe("yes");
    expect(ask("removable", [a, dead(b), dead(c)], "c", false)).toContain(
      "1 of 2 members would be healthy, and 2 are needed",
    );
  });

  test("a healthy one of three only when it comes back", () => {
    expect(ask("removable", [a, b, c], "c", false)).toContain("etcd of two stops when either is lost");
    expect(ask("removable", [a, b, c], "c", true)).toBe("yes");
  });

  test("a healthy one is not, where another one is missing", () => {
    expect(ask("removable", [a, b, dead(c)], "b", true)).toContain(
      "1 of 2 members would be healthy, and 2 are needed",
    );
  });

  test("one that is no member takes nothing away", () => {
    expect(ask("removable", [a, b], "c", false)).toBe("yes");
  });
});
