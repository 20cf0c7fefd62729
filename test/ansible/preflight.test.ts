import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ansible, programsOf, versions } from "../support/ansible.ts";
import { folder } from "../support/shell.ts";

const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90LWEta2V5\n-----END OPENSSH PRIVATE KEY-----\n";

/** By names that begin with what preflight must say of them. */
const values = {
  "good, a password": "S3cret-of-32-characters_and.more",
  "good, a private key": key,
  "bad, nothing": "",
  "bad, blanks": "two words",
  "bad, a line end": "word\n",
  "bad, not decrypted": "ENC[AES256_GCM,data:abc]",
};

test.each([versions.oldest, versions.newest])("secrets by their form, ansible-core %s", async (version) => {
  const file = join(folder(), "play.yaml");
  const play = {
    name: "Judge secrets",
    hosts: "localhost",
    connection: "local",
    gather_facts: false,
    vars_files: [join(process.cwd(), "roles/preflight/vars/main.yml")],
    vars: { preflight_secrets: values },
    tasks: [
      {
        name: "Judge",
        "ansible.builtin.assert": { that: ["__preflight_secret.ok | bool == item is match('good')"] },
        loop: "{{ preflight_secrets | list }}",
      },
    ],
  };
  writeFileSync(file, JSON.stringify([play]));
  const programs = await programsOf(version);
  const { code, output } = await ansible(programs, "ansible-playbook", ["-i", "localhost,", file]);
  expect(code, output).toBe(0);
});
