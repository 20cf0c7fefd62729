import { defineConfig } from "vitest/config";
import { Counts } from "./test/support/counts.ts";

/** Tests on virtual machines. */
const machines = ["machine", "checkpoint", "pair", "pair-days"].map((name) => `test/lab/${name}.test.ts`);

/** Tiers by what they need: nothing, a real Ansible, containers, virtual machines. Only the first is the inner loop. */
export default defineConfig({
  test: {
    reporters: ["default", new Counts()],
    // Of what a test waits for, most is Ansible or a host: a core fewer than there are leaves a small machine idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/ansible/**", "test/lab/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "ansible",
          include: ["test/ansible/**/*.test.ts"],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          exclude: machines,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 2_400_000,
          hookTimeout: 2_400_000,
        },
      },
      {
        extends: true,
        test: {
          name: "machines",
          include: machines,
          // One after the other: an emulated machine takes a core, and its cluster counts seconds.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 3_600_000,
          hookTimeout: 3_600_000,
        },
      },
    ],
  },
});
