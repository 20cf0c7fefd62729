import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";

interface Marks {
  readonly guid?: string | null;
  readonly uuid?: string | null;
  readonly serial?: string | null;
}

type Told = Marks & { readonly power?: string | null; readonly error?: string | null };

/** As SMBIOS has it, and as many boards tell it: the first three fields turned round. */
const one = {
  inside: "00112233-4455-6677-8899-aabbccddeeff",
  turned: "33221100-5544-7766-8899-aabbccddeeff",
};
const two = "ffeeddcc-bbaa-9988-7766-554433221100";

const judge = (hosts: Record<string, Marks>, told: Record<string, Told>) => {
  const bmcs = Object.fromEntries(
    Object.entries(told).map(([host, said]) => [
      host,
      { address: `192.0.2.${host.slice(-1)}`, told: { guid: null, power: "on", error: null, ...said } },
    ]),
  );
  const words = ["roles/cluster/files/identity", "judge", JSON.stringify({ hosts, bmcs })];
  return JSON.parse(execFileSync("python3", words, { encoding: "utf8" })) as {
    problems: string[];
    unproved: string[];
  };
};

describe("whether a BMC is its host's", () => {
  const hosts = { needle1: { uuid: one.inside }, needle2: { uuid: two } };

  test("a GUID is compared in every order of bytes that boards use", () => {
    const told = { needle1: { guid: one.turned }, needle2: { guid: two.replaceAll("-", "").toUpperCase() } };
    expect(judge(hosts, told)).toEqual({ problems: [], unproved: [] });
  });

  test("swapped addresses are an error that names both", () => {
    const { problems } = judge(hosts, { needle1: { guid: two }, needle2: { guid: one.inside } });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("192.0.2.1, said to be of needle1, is that of needle2");
    expect(problems[0]).toContain("192.0.2.2");
  });

  test("a BMC that does not answer, or whose host is off while ours is on, is not trusted", () => {
    const told = { needle1: { error: "no route" }, needle2: { guid: two, power: "off" } };
    const { problems } = judge(hosts, told);
    expect(problems[0]).toContain("does not answer: no route");
    expect(problems[1]).toContain("says that its host is off, and needle2 is on");
  });

  test("another GUID than the one inside of the host is a stranger's", () => {
    const inside = { needle1: { guid: one.inside }, needle2: { guid: two } };
    const told = { needle1: { guid: "12345678-9abc-def0-1234-56789abcdef0" }, needle2: { guid: two } };
    expect(judge(inside, told).problems).toEqual([expect.stringContaining("It is another machine's.")]);
  });

  test("what all boards have in common, or nobody filled in, proves nothing", () => {
    const same = { serial: "Default string 0123456789" };
    expect(judge({ needle1: same, needle2: same }, { needle1: same, needle2: same })).toEqual({
      problems: [],
      unproved: ["needle1", "needle2"],
    });
    const blank = { guid: "00000000-0000-0000-0000-000000000000", serial: "0" };
    expect(judge({ needle1: blank, needle2: {} }, { needle1: blank, needle2: {} }).unproved).toHaveLength(2);
  });

  test("a serial number is enough, in whatever spelling", () => {
    const serials = { needle1: { serial: "CZ20120AAA" }, needle2: { serial: "CZ20120BBB" } };
    const told = { needle1: { serial: " cz20120aaa" }, needle2: { serial: "CZ20120BBB" } };
    expect(judge(serials, told)).toEqual({ problems: [], unproved: [] });
  });
});
