import { expect, test } from "vitest";
import { put, shell } from "../../support/shell.ts";

test("lists groups, hosts and variables for Ansible", async () => {
  const { code, out } = await shell().needle("inventory", "--list", "specs/fra.yaml");
  const list = JSON.parse(out);
  expect(code).toBe(0);
  expect(list._meta.hostvars.needle1.ansible_host).toBe("192.168.1.101");
  expect(list.needle_control_plane.vars.k3s_token).toBe("{{ vault_k3s_token }}");
});

test("finds the only spec, or the one NEEDLE_SPEC names", async () => {
  expect((await shell().needle("inventory", "--list")).code).toBe(0);
  expect((await shell({ NEEDLE_SPEC: "specs/none.yaml" }).needle("inventory", "--list")).code).toBe(1);
});

test("gives one host, and names the known ones for an unknown one", async () => {
  const { needle } = shell();
  expect(
    JSON.parse((await needle("inventory", "specs/fra.yaml", "--host", "needle1")).out).ansible_host,
  ).toBe("192.168.1.101");
  const { code, err } = await needle("inventory", "specs/fra.yaml", "--host", "nobody");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[cli/no-such-host]") });
});

test("plan shows what was derived, for people and for machines", async () => {
  const { needle } = shell();
  expect((await needle("plan", "specs/fra.yaml")).out).toContain("https://api.fra.example.org:6443");
  const plan = JSON.parse((await needle("plan", "--json", "specs/fra.yaml")).out);
  expect(plan.endpoint).toEqual({ host: "api.fra.example.org", port: 6443, address: "192.168.1.101" });
});

test("asks which one, where there are several specs", async () => {
  const { needle, root } = shell();
  put(root, "specs/b.yaml", "");
  expect(await needle("inventory", "--list")).toMatchObject({
    code: 2,
    err: expect.stringContaining("specs/b.yaml, specs/fra.yaml in specs/ [cli/which-spec]"),
  });
});
