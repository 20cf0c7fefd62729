import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { playLocally, tasksOf } from "../support/local-hosts.ts";

const birth = { "cluster-cidr": "10.42.0.0/16", "service-cidr": "10.43.0.0/16", "secrets-encryption": true };

/** What lies beside a server's datastore and in its configuration; nothing: it has no datastore. */
const servers: Record<string, { birth?: object; configuration?: object }> = {
  bare: {},
  single: { birth: { ...birth, quorum: false } },
  "single-of-an-older-needle": { birth, configuration: { "cluster-init": true } },
  // Killed when it was the only one.
  founded: { birth: { ...birth, quorum: true } },
  "member-of-an-older-needle": { birth, configuration: { "node-name": "needle1" } },
};

/** What somebody has said when a run of a quorum meets a single server. */
const words: Record<string, { said: object; goesOn: boolean }> = {
  nothing: { said: {}, goesOn: false },
  "another name": { said: { k3s_become: "ham" }, goesOn: false },
  "nothing, where no name is known": { said: { k3s_cluster: "" }, goesOn: false },
  "the word": { said: { k3s_become: "fra" }, goesOn: true },
  "the word for a restore": { said: { k3s_restore: "fra" }, goesOn: true },
};

const root = mkdtempSync(join(tmpdir(), "needle-single-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** By server, and by word on the single one: what was refused; empty: it would go on. */
let refusals: Record<string, Record<string, string>>;

beforeAll(async () => {
  const hosts = Object.entries(servers).map(([name, server]) => [name, hostOf(name, server)] as const);
  const saying = { name: "k3s", tasks_from: "stay-single", rolespec_validate: false };
  const tasks = [
    attempt("guard", [tasksOf("k3s", "guard")]),
    ...Object.entries(words).map(([word, { said }]) => ({
      ...attempt(word, [{ name: "Say it", "ansible.builtin.include_role": saying, vars: said }]),
      when: "inventory_hostname == 'single'",
    })),
    {
      name: "Write",
      "ansible.builtin.copy": { content: "{{ refusals | to_json }}", dest: "{{ place }}/said", mode: "0600" },
    },
  ];
  const { code, output } = await playLocally(root, Object.fromEntries(hosts), tasks, {
    __k3s_configuration: "{{ place }}/config.yaml",
    __k3s_token_file: "{{ place }}/token",
    __k3s_binary: "{{ place }}/binary",
    k3s_sha256: "none",
  });
  expect(code, output).toBe(0);
  const saidBy = (name: string) => JSON.parse(readFileSync(join(root, name, "said"), "utf8"));
  refusals = Object.fromEntries(Object.keys(servers).map((name) => [name, saidBy(name)]));
}, 600_000);

/** Beside two servers that were not looked at. */
function hostOf(name: string, { birth, configuration }: { birth?: object; configuration?: object }) {
  const k3s_data = join(root, name, "k3s");
  mkdirSync(join(k3s_data, birth ? "server/db" : ""), { recursive: true });
  if (birth) writeFileSync(join(k3s_data, "needle.json"), JSON.stringify(birth));
  if (configuration) writeFileSync(join(root, name, "config.yaml"), JSON.stringify(configuration));
  const k3s_servers = [name, "second", "third"].map((each, index) => ({
    name: each,
    address: `192.0.2.${index + 1}`,
  }));
  return { k3s_cluster: "fra", k3s_servers, k3s_data, k3s_address: "192.0.2.1", refusals: {} };
}

const attempt = (name: string, block: readonly object[]) => ({
  name,
  block,
  rescue: [
    {
      name: "Keep",
      "ansible.builtin.set_fact": {
        refusals: `{{ refusals | combine({'${name}': ansible_failed_result.msg}) }}`,
      },
    },
  ],
});

test.each(["single", "single-of-an-older-needle"])("%s is not made several by a plain run", (name) => {
  expect(refusals[name]?.["guard"]).toMatch(
    new RegExp(
      `${name} has the cluster of a single server.*wants 3 servers.*become_quorum.*Nothing was`,
      "s",
    ),
  );
});

test.each(["bare", "founded", "member-of-an-older-needle"])("%s goes on", (name) => {
  expect(refusals[name]).toEqual({});
});

test.each(Object.entries(words))("who has said: %s", (word, { goesOn }) => {
  expect(refusals["single"]?.[word] === undefined).toBe(goesOn);
});
