import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";

/** The machines that the boards speak for, by the UUID that names them in Redfish. */
export const systems = {
  needle1: "11111111-2222-4333-8444-555566667777",
  needle2: "99999999-aaaa-4bbb-8ccc-ddddeeeeffff",
} as const;

export const login = { user: "fence", password: "not-the-vault's-1" } as const;

export interface Boards {
  readonly port: number;
  /** Runs Debian's fence_redfish as Pacemaker does: with its parameters on standard input. */
  fence(parameters: Readonly<Record<string, string>>): Promise<{ code: number | undefined; output: string }>;
  stop(): Promise<void>;
}

/**
 * A Redfish service with TLS and a login, and the agent of Debian's package. The service is OpenStack's own for tests of
 * Ironic (sushy-tools, Apache-2.0): it keeps two machines' power in memory, and there is no board below it.
 */
export async function bootBoards(): Promise<Boards> {
  const tools = await ensureTools();
  const root = mkdtempSync(join(tmpdir(), "needle-redfish-"));
  const path = (name: string) => join(root, name);
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const key = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
  await execa("openssl", ["req", ...key, ...subject, "-keyout", path("tls.key"), "-out", path("tls.crt")]);
  const hash =
    "import bcrypt, sys; print(bcrypt.hashpw(sys.stdin.buffer.read(), bcrypt.gensalt(4)).decode())";
  const { stdout } = await execa(join(tools, "bin/python"), ["-c", hash], { input: login.password });
  writeFileSync(path("htpasswd"), `${login.user}:${stdout}\n`);
  writeFileSync(path("password"), `${login.password}\n`, { mode: 0o600 });
  const port = await freePort();
  const settings = {
    SUSHY_EMULATOR_LISTEN_IP: "127.0.0.1",
    SUSHY_EMULATOR_LISTEN_PORT: port,
    SUSHY_EMULATOR_SSL_CERT: path("tls.crt"),
    SUSHY_EMULATOR_SSL_KEY: path("tls.key"),
    SUSHY_EMULATOR_AUTH_FILE: path("htpasswd"),
    SUSHY_EMULATOR_STATE_DIR: root,
    SUSHY_EMULATOR_FAKE_DRIVER: "True",
    SUSHY_EMULATOR_FAKE_SYSTEMS: Object.entries(systems).map(([name, uuid]) => ({
      uuid,
      name,
      power_state: "On",
      nics: [],
    })),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
  writeFileSync(path("emulator.conf"), lines.join(""));
  const service = execa(join(tools, "bin/sushy-emulator"), ["--fake", "--config", path("emulator.conf")], {
    all: true,
    reject: false,
    cwd: root,
  });
  await answering(port, path("tls.crt"));
  return {
    port,
    fence: async (parameters) => {
      const input = Object.entries({
        ip: "127.0.0.1",
        ipport: String(port),
        username: login.user,
        password_script: `cat ${path("password")}`,
        ...parameters,
      }).map(([name, value]) => `${name}=${value}\n`);
      const { exitCode, all = "" } = await execa(
        join(tools, "bin/python"),
        [join(tools, "agents/usr/sbin/fence_redfish")],
        {
          input: input.join(""),
          all: true,
          reject: false,
          env: { PYTHONPATH: join(tools, "agents/usr/share/fence") },
        },
      );
      return { code: exitCode, output: all };
    },
    stop: async () => {
      service.kill();
      await service;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Kept for the next time: the emulator, what the agent needs of Python, and the agent out of its package. */
async function ensureTools(): Promise<string> {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folder = join(cache, "needle/redfish");
  mkdirSync(folder, { recursive: true });
  await execa("flock", [`${folder}.lock`, "bash", "-euc", install, "bash", folder], { all: true });
  return folder;
}

const install = `
folder=$1
packages="sushy-tools==2.2.0 pexpect==4.9.0 pycurl==7.49.0"
[ "$(cat "$folder/.needle" 2>/dev/null)" != "$packages" ] || exit 0
python3 -m venv --clear "$folder"
"$folder/bin/pip" install --quiet $packages
cd "$folder"
apt-get -qq download fence-agents
dpkg-deb --extract fence-agents_*.deb agents
rm fence-agents_*.deb
echo "$packages" >.needle
`;

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

async function answering(port: number, authority: string): Promise<void> {
  const argv = ["--silent", "--fail", "--cacert", authority, `https://127.0.0.1:${port}/redfish/v1/`];
  for (let look = 0; look < 240; look++) {
    const { exitCode } = await execa("curl", argv, { reject: false });
    if (exitCode === 0) return;
    await pause(500);
  }
  throw new Error(
    `the Redfish service does not answer: ${readFileSync(authority, "utf8").length} bytes of certificate`,
  );
}
