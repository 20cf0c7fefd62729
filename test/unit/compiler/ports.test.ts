import { describe, expect, test } from "vitest";
import { modeOf, portsIn, speedsOf } from "../../../compiler/plan/ports.ts";

describe("ports of a switch", () => {
  test.each([
    ["Ethernet4", ["Ethernet4"]],
    ["Ethernet0-Ethernet3", ["Ethernet0", "Ethernet1", "Ethernet2", "Ethernet3"]],
    ["Ethernet0-Ethernet10/4", ["Ethernet0", "Ethernet4", "Ethernet8"]],
    ["Ethernet4-Ethernet0", []],
  ])("%s", (range, ports) => {
    expect(portsIn(range)).toEqual(ports);
  });

  test.each([
    ["4x25G", ["25G"]],
    ["1x100G[40G]", ["100G", "40G"]],
    ["4x25G[10G,1G]", ["25G", "10G", "1G"]],
  ])("speeds of %s", (mode, speeds) => {
    expect(speedsOf(mode)).toEqual(speeds);
  });

  test("a port is of the mode of the one that was broken out, as far as that is sure", () => {
    const breakouts = { Ethernet0: "4x25G", Ethernet8: "2x50G" };
    expect(modeOf("Ethernet3", breakouts)).toBe("4x25G");
    expect(modeOf("Ethernet4", breakouts)).toBeUndefined();
    expect(modeOf("Ethernet9", breakouts)).toBe("2x50G");
    // The second of two on a port of four lanes, but not of one with two.
    expect(modeOf("Ethernet10", breakouts)).toBeUndefined();
  });
});
