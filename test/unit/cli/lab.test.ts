import { readFile } from "node:fs/promises";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { controllerPackages, factor, missingPackages, offeredPackages } from "../../../lab/index.ts";
import { put, shell } from "../../support/shell.ts";

test("what a lab cannot be made of is said before anything is made", async () => {
  const { needle, root } = shell();
  put(root, "specs/elsewhere.yaml", (await golden()).replace(", gateway: 192.168.1.1", ""));
  const { code, err } = await needle("lab", "up", "specs/elsewhere.yaml");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[cli/lab]") });
});

test("without a lab there is nothing to run on, to log in to or to take down", async () => {
  const { needle } = shell();
  expect((await needle("run", "--lab", "specs/fra.yaml")).err).toContain("no lab of fra is up");
  expect((await needle("lab", "ssh", "needle1")).err).toContain("[cli/lab]");
  expect((await needle("lab", "down", "fra")).err).toContain("no lab is named fra");
  expect(await needle("lab", "down")).toMatchObject({ code: 0, out: "no lab is up\n" });
});

test("the packages that make setup installs are those the lab needs", async () => {
  const listed =
    (await readFile("support/packages", "utf8")).match(/wanted=\(([^)]*)\)/)?.[1]?.split(/\s+/) ?? [];
  expect(listed).toEqual(expect.arrayContaining([...controllerPackages]));
  expect(await missingPackages()).toEqual([]);
});

test("every package that a role installs is offered to lab hosts", async () => {
  const defaults = await readFile("roles/host_base/defaults/main.yml", "utf8");
  const base = /host_base_packages:\n((?: {2}- .*\n)+)/.exec(defaults)?.[1]?.match(/[\w-]+(?=\n)/g) ?? [];
  const tasks = await Promise.all(
    globSync("roles/*/{tasks,vars}/*.yml").map((file) => readFile(file, "utf8")),
  );
  const named = tasks.join("\n").match(/(?<=ansible\.builtin\.apt:\n {4}name:(?: \[)?\s*)[\w, -]+/g) ?? [];
  const wanted = [
    ...base,
    ...named.flatMap((list) => list.split(/[, ]+/)).filter((name) => /^[a-z]/.test(name)),
  ];
  const always = ["ca-certificates", "iproute2", "openssh-server", "tar"];
  // Containers in containers: no lab tries a runner's executor docker.
  const never = ["podman"];
  expect(wanted.length).toBeGreaterThan(3);
  expect(wanted.filter((name) => ![...offeredPackages, ...always, ...never].includes(name as never))).toEqual(
    [],
  );
});

test("the machine is measured once, and never called faster than the reference", async () => {
  const first = await factor();
  expect(first).toBeGreaterThanOrEqual(1);
  expect(await factor()).toBe(first);
});

function golden(): Promise<string> {
  return readFile("test/golden/single/needle.yaml", "utf8");
}
