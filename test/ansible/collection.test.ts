import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { build, collectionFiles, install, surroundings } from "../support/collection.ts";
import { refusalsOf, roleNames } from "../support/refusals.ts";
import { folder } from "../support/shell.ts";

describe.each(Object.values(versions))("ansible-core %s", (version) => {
  let bin = "";
  let scratch = "";
  let tarball = "";
  let env: Record<string, string> = {};

  beforeAll(async () => {
    bin = await programsOf(version);
    scratch = mkdtempSync(join(tmpdir(), "needle-collection-"));
    tarball = await build(bin, scratch);
    await install(bin, tarball, scratch);
    env = surroundings(scratch);
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  const play = async (plays: readonly object[], how: Record<string, string> = env, ...args: string[]) => {
    const file = join(folder(), "play.yaml");
    const onThisMachine = { hosts: "localhost", connection: "local", gather_facts: false };
    const vars = { ansible_python_interpreter: "{{ ansible_playbook_python }}" };
    const told = plays.map((each) => ({ name: "Call", ...onThisMachine, vars, ...each }));
    writeFileSync(file, JSON.stringify(told));
    return ansible(bin, "ansible-playbook", ["-i", "localhost,", file, ...args], how);
  };

  test("the collection holds roles, plugins and meta, and nothing else of the repository", async () => {
    const { stdout } = await execa("tar", ["--list", "--file", tarball]);
    const packed = stdout.split("\n").filter((path) => !path.endsWith("/"));
    const folders = new Set(
      collectionFiles().flatMap((path) =>
        path.split("/").map((_, at, parts) => parts.slice(0, at).join("/")),
      ),
    );
    expect(packed.filter((path) => !folders.has(path)).sort()).toEqual(
      [...collectionFiles(), "FILES.json", "MANIFEST.json"].sort(),
    );
  });

  test("every role is called by its full name, and turns away wrong variables", async () => {
    const refusals = await refusalsOf(bin, "metal_stack.needle.", env);
    expect(Object.keys(refusals).sort()).toEqual([...roleNames].sort());
    for (const { task, message } of Object.values(refusals)) {
      expect(task).toMatch(/^Validating arguments against arg spec/);
      expect(message).toContain("Validation of arguments failed");
    }
  });

  describe.each(["collection", "roles_path"])("by %s", (way) => {
    const called = () =>
      way === "collection"
        ? { prefix: "metal_stack.needle.", how: env }
        : {
            prefix: "",
            how: {
              ...env,
              ANSIBLE_COLLECTIONS_PATH: "/nowhere",
              ANSIBLE_ROLES_PATH: join(process.cwd(), "roles"),
            },
          };

    test("a role finds its own module, and the module what it shares with others", async () => {
      const { prefix, how } = called();
      const api = await refusing();
      const variables = { ...zone, __dns_primary_api: api.url, dns_updates: [], dns_records: [] };
      const { code, output } = await play(
        [
          {
            tasks: [
              {
                name: "Call",
                "ansible.builtin.include_role": { name: `${prefix}dns`, tasks_from: "zones-primary.yml" },
              },
            ],
          },
        ],
        how,
        "-e",
        JSON.stringify(variables),
      );
      expect(code, output).not.toBe(0);
      expect(api.asked, output).toEqual(["GET /api/v1/servers/localhost/tsigkeys/transfer. key"]);
    });

    test("a role finds another role", async () => {
      const { prefix, how } = called();
      const stubs = folder();
      const log = join(stubs, "called");
      for (const program of ["crm_resource", "systemctl", "sha256sum"]) {
        const lost = `[ "$1" != --check ]`;
        writeFileSync(join(stubs, program), `#!/bin/sh\necho ${program} "$@" >> ${log}\n${lost}\n`);
        chmodSync(join(stubs, program), 0o755);
      }
      const { output } = await play(
        [
          {
            environment: { PATH: `${stubs}:${process.env["PATH"]}` },
            tasks: [
              {
                name: "Call",
                "ansible.builtin.include_role": { name: `${prefix}k3s`, tasks_from: "run.yml" },
              },
            ],
          },
        ],
        how,
        ...[
          "-e",
          JSON.stringify({ k3s_failover_resource: "needle-k3s", __k3s_moves: true, __k3s_files: [] }),
        ],
        ...["-e", JSON.stringify({ __k3s_unit: "/nowhere", __k3s_started: "/nowhere" })],
      );
      expect(readFileSync(log, "utf8"), output).toContain(
        "crm_resource --resource needle-k3s --meta --set-parameter maintenance --parameter-value true",
      );
    });
  });

  test("ansible-doc knows the inventory plugin and the modules", async () => {
    const doc = (kind: string, ...plugins: string[]) =>
      ansible(
        bin,
        "ansible-doc",
        ["--json", "--type", kind, ...plugins.map((name) => `metal_stack.needle.${name}`)],
        env,
      );
    const inventory = await doc("inventory", "needle");
    const { doc: found } = JSON.parse(inventory.output)["metal_stack.needle.needle"];
    expect(found.options.command.env).toEqual([{ name: "NEEDLE_COMMAND" }]);
    expect(found.options.cache.default).toBe(true);
    const own = ["pacemaker_cib", "powerdns_in_step", "powerdns_tsig_key", "powerdns_zone"];
    const modules = await doc("module", ...own);
    expect(Object.keys(JSON.parse(modules.output)).sort()).toEqual(
      own.map((name) => `metal_stack.needle.${name}`),
    );
  });
});

/** A stand-in for PowerDNS's API: only that the module reaches it is under test here. */
async function refusing() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["x-api-key"]}`);
    response.writeHead(422).end('{"error": "no"}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const zone = {
  dns_api_key: "key",
  dns_transfer_key_name: "transfer",
  dns_transfer_key: "c2VjcmV0",
  dns_name_servers: ["ns.a.example"],
  dns_hostmaster: "hostmaster.a.example",
};
