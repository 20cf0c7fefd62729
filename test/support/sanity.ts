import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { collectionFiles } from "./collection.ts";

/** What ansible-test asks of every collection and this one does otherwise on purpose, by test. */
const otherwise: Readonly<Record<string, (path: string) => boolean>> = {
  // needle's licence is MIT.
  "validate-modules:missing-gplv3-license": (path) =>
    /^plugins\/(modules|inventory|callback)\/.*\.py$/.test(path),
  // Programs for hosts, and modules where Ansible finds them without a collection.
  shebang: (path) =>
    /^roles\/\w+\/(files|library)\//.test(path) && readFileSync(path, "utf8").startsWith("#!/usr/bin/python"),
};

/** The collection where ansible-test wants it: below ansible_collections, its links followed. */
export function collectionTree(folder: string, core: string): string {
  const root = join(folder, "ansible_collections/metal_stack/needle");
  const put = (path: string, write: (to: string) => void) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    write(join(root, path));
  };
  const files = collectionFiles();
  for (const path of files) put(path, (to) => cpSync(path, to, { dereference: true }));
  const ignored = Object.entries(otherwise).flatMap(([test, concerns]) =>
    files.filter(concerns).map((path) => `${path} ${test}\n`),
  );
  const [major, minor] = core.split(".");
  put(`tests/sanity/ignore-${major}.${minor}.txt`, (to) => writeFileSync(to, ignored.sort().join("")));
  return root;
}

/** Runs ansible-test without a container, in a home of its own. */
export async function sanity(bin: string, root: string, home: string, tests: readonly string[] = []) {
  const cache = join(home, ".ansible/test/cache");
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "get_pip_24_2.py"), bootstrap());
  // Only with the Python that Ansible has here: others that are found on a machine may be stand-ins for one.
  const version = "import sys; print('%d.%d' % sys.version_info[:2])";
  const { stdout: python } = await execa(join(bin, "python"), ["-c", version]);
  const args = ["sanity", "--color", "no", "--python", python, ...tests.flatMap((test) => ["--test", test])];
  const { exitCode, all = "" } = await execa(join(bin, "ansible-test"), args, {
    cwd: root,
    env: { PATH: `${bin}:${process.env["PATH"]}`, HOME: home, LC_ALL: "C.UTF-8" },
    all: true,
    reject: false,
  });
  return { code: exitCode, output: all };
}

/**
 * What ansible-test would fetch from a server of Ansible's CI, which is not reached from everywhere: Python brings a pip with
 * it. No variable gets through to that pip, so what it has to know of this machine's authorities and mirrors goes with it.
 */
function bootstrap(): string {
  const known = Object.entries(process.env).filter(([name]) => /^(PIP_|SSL_CERT)/.test(name));
  return `import ensurepip, pathlib, sysconfig
ensurepip.bootstrap()
pathlib.Path(sysconfig.get_path("purelib"), "sitecustomize.py").write_text("""
import os
os.environ.update(${JSON.stringify(Object.fromEntries(known))})
""")
`;
}
