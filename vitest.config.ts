import { defineConfig } from "vitest/config";
import { Counts } from "./test/support/counts.ts";

/** Three tiers by what they need: nothing, a real Ansible, real hosts. Only the first is the inner loop. */
export default defineConfig({
  test: {
    reporters: ["default", new Counts()],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/ansible/**", "test/lab/**"],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "ansible",
          include: ["test/ansible/**/*.test.ts"],
          testTimeout: 1_200_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          // Two at once: a container mostly waits for ssh while a virtual machine takes a core.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 2_400_000,
          hookTimeout: 2_400_000,
        },
      },
    ],
  },
});
