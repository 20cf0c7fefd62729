import { expect, test } from "vitest";
import { printYaml, readYaml } from "../../../compiler/output/yaml.ts";
import { taken } from "../../../generators/metal-stack/taken.ts";

test("a variable that only another version has is left out; what is undefined too", () => {
  const variables = { metal_db_password: "x", monitoring_gnmic_ports: [], nsq_log_level: undefined };
  expect(taken(variables, "v0.28.1")).toEqual({ metal_db_password: "x" });
  expect(taken(variables, "v0.32.0")).toEqual({ metal_db_password: "x", monitoring_gnmic_ports: [] });
});

test("a name that no version has is a fault, and a removed one says since when and what instead", () => {
  expect(() => taken({ metal_db_pasword: "x" }, "v0.28.1")).toThrow(
    "v0.28.1 knows no variable metal_db_pasword",
  );
  expect(() => taken({ gardener_soil_name: "x" }, "v0.32.0")).toThrow(
    "removed gardener_soil_name in v0.17.22, v0.32.0 is wanted; say gardener_gardenlets",
  );
});

test("a comment stands before its key, apart from what is above, and changes nothing of the data", () => {
  const text = printYaml({ a: 1, b: [2], c: 3 }, "header", { a: "First.", b: "Why.\nAnd more." });
  expect(text).toBe("# header\n---\n# First.\na: 1\n\n# Why.\n# And more.\nb:\n  - 2\nc: 3\n");
  expect(readYaml(text)).toEqual({ a: 1, b: [2], c: 3 });
});
