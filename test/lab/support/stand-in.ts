import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { outsideHost, outsideName } from "../../../cli/lab/outside.ts";
import type { Trial } from "./trial.ts";

/** What stands in for k3s: TLS servers with a certificate of one authority, which tell who they are and whether they are ready. */
export interface StandIns {
  /** The token that a server wants to see of who asks whether it is ready. */
  readonly token: string;
  /** Whether a server says that it is ready. It serves all the same. */
  setReady(host: string, ready: boolean): Promise<void>;
  /** Answers that somebody outside got at the endpoint since the last look. */
  answers(): Promise<readonly Answer[]>;
}

export interface Answer {
  /** Seconds. */
  readonly at: number;
  readonly by: string;
}

const token = "token-of-the-stand-in-for-tests";

/** Servers on all hosts, and a client outside that asks at the endpoint all the time, each time by a new connection. */
export async function standIns({ plan, says }: Trial): Promise<StandIns> {
  const { address, host: name, port } = plan.endpoint;
  const store = outsideHost(plan).address;
  // As k3s does: an address that comes to the host reaches it, unless a proxy is to have the port there.
  const listens = plan.quorum?.owner.kind === "kube-vip";
  const folder = await mkdtemp(join(tmpdir(), "needle-stand-in-"));
  const certificate = await authorityIn(folder);
  const authority = await readFile(join(folder, "ca.crt"), "utf8");
  for (const { name: host, address: own } of plan.hosts) {
    await says(host, "mkdir -p /srv/needle/k3s/server/tls /etc/rancher/k3s /srv/api");
    await says(host, "cat > /srv/needle/k3s/server/tls/server-ca.crt", authority);
    await says(host, "cat > /srv/api/pem", await certificate(host, [own, address, name]));
    await says(host, "cat > /srv/api/server.py", server(store));
    await says(host, "cat > /usr/local/bin/kubectl; chmod 755 /usr/local/bin/kubectl", kubectl);
    await says(host, "touch /etc/rancher/k3s/k3s.yaml");
    await startOn(says, host, listens ? "0.0.0.0" : own, port);
  }
  await rm(folder, { recursive: true, force: true });

  await says(outsideName, "cat > /root/leases.py", leases);
  await says(outsideName, "systemd-run --quiet --unit=leases python3 /root/leases.py");
  await says(outsideName, "cat > /root/ca.crt", authority);
  await says(outsideName, "cat > /root/client.py", client);
  await says(
    outsideName,
    `setsid python3 /root/client.py ${address} ${port} ${name} > /root/answers 2>/dev/null < /dev/null &`,
  );
  return {
    token,
    setReady: async (host, ready) => {
      await says(host, ready ? "touch /run/api/ready" : "rm /run/api/ready");
    },
    answers: async () => {
      const lines = (await says(outsideName, "cat /root/answers; truncate --size=0 /root/answers")).split(
        "\n",
      );
      return lines.filter(Boolean).map((line) => {
        const [at = "", by = ""] = line.split(" ");
        return { at: Number(at), by };
      });
    },
  };
}

/** After a host was killed as well: nothing there starts it at boot. */
export const startOn = (says: Trial["says"], host: string, address: string, port: number): Promise<string> =>
  says(
    host,
    `mkdir -p /run/api; touch /run/api/ready; systemd-run --quiet --unit=api python3 /srv/api/server.py ${address} ${port}`,
  );

async function authorityIn(folder: string) {
  const openssl = (...args: string[]) => execa("openssl", args, { cwd: folder });
  await openssl(
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
    ...["-subj", "/CN=stand-in", "-keyout", "ca.key", "-out", "ca.crt"],
  );
  return async (host: string, [first = "", ...others]: readonly string[]): Promise<string> => {
    const names = [first, ...others].map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`));
    await writeFile(join(folder, "names"), `subjectAltName=${names.join(",")}\n`);
    await openssl(
      ...["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", `/CN=${host}`],
      ...["-keyout", `${host}.key`, "-out", `${host}.csr`],
    );
    await openssl(
      ...["x509", "-req", "-in", `${host}.csr`, "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial"],
      ...["-days", "2", "-extfile", "names", "-out", `${host}.crt`],
    );
    const parts = [`${host}.key`, `${host}.crt`].map((part) => readFile(join(folder, part), "utf8"));
    return (await Promise.all(parts)).join("");
  };
}

/** As k3s: strangers get 401 of a server that is ready and of one that is not. Leases are the same at each of them. */
const server = (store: string): string => `
import http.client, http.server, os, ssl, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def lease(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        link = http.client.HTTPConnection("${store}", 8000, timeout=5)
        link.request(self.command, self.path, body)
        answer = link.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    do_POST = do_PUT = lease
    def do_GET(self):
        if "/leases" in self.path:
            return self.lease()
        known = self.headers.get("Authorization") == "Bearer ${token}"
        if self.path == "/readyz":
            status = 401 if not known else 200 if os.path.exists("/run/api/ready") else 500
        else:
            status = 200
        body = os.uname().nodename.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *words):
        pass
class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    def finish_request(self, request, address):
        request.settimeout(10)
        with context.wrap_socket(request, server_side=True) as link:
            self.RequestHandlerClass(link, address, self)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/srv/api/pem")
Server((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
`;

/** Of Kubernetes' leases what an election asks for: a change must know what it changes. */
const leases = `
import datetime, http.server, json
store, version = {}, 0

def fields(data):
    """Numbers and bytes of a protobuf message by their field."""
    found, at = {}, 0
    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
    while at < len(data):
        key = number()
        if key & 7 == 2:
            length = number()
            found[key >> 3] = data[at:at + length]
            at += length
        else:
            found[key >> 3] = number()
    return found

def time_of(data):
    moment = fields(data)
    text = datetime.datetime.fromtimestamp(moment.get(1, 0), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{moment.get(2, 0) // 1000:06d}Z"

def lease_of(data):
    """Elections are held in protobuf; what is answered may be JSON."""
    lease = fields(fields(data[4:])[2])
    about, told = fields(lease[1]), fields(lease[2])
    times = {name: time_of(told[number]) for name, number in (("acquireTime", 3), ("renewTime", 4)) if number in told}
    return {
        "apiVersion": "coordination.k8s.io/v1",
        "kind": "Lease",
        "metadata": {"name": about[1].decode(), "namespace": "kube-system", "resourceVersion": about.get(6, b"").decode()},
        "spec": {"holderIdentity": told.get(1, b"").decode(), "leaseDurationSeconds": told.get(2, 0), "leaseTransitions": told.get(5, 0), **times},
    }

class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
    def refuse(self, status, reason):
        self.answer(status, {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": reason, "code": status, "message": reason})
    def write(self, name, status):
        global version
        version += 1
        store[name]["metadata"]["resourceVersion"] = str(version)
        self.answer(status, store[name])
    def do_GET(self):
        name = self.path.split("?")[0].rsplit("/", 1)[1]
        self.answer(200, store[name]) if name in store else self.refuse(404, "NotFound")
    def read(self):
        return lease_of(self.rfile.read(int(self.headers["Content-Length"])))
    def do_POST(self):
        body = self.read()
        name = body["metadata"]["name"]
        if name in store:
            return self.refuse(409, "AlreadyExists")
        store[name] = body
        self.write(name, 201)
    def do_PUT(self):
        body = self.read()
        name = body["metadata"]["name"]
        if store.get(name, {}).get("metadata", {}).get("resourceVersion") != body["metadata"].get("resourceVersion"):
            return self.refuse(409, "Conflict")
        store[name] = body
        self.write(name, 200)
    def log_message(self, *words):
        pass
http.server.HTTPServer(("", 8000), Handler).serve_forever()
`;

const client = `
import socket, ssl, sys, time
context = ssl.create_default_context(cafile="/root/ca.crt")
address, port, name = sys.argv[1:]
out = open("/root/answers", "a")
while True:
    try:
        with socket.create_connection((address, int(port)), timeout=1) as plain, context.wrap_socket(plain, server_hostname=name) as link:
            link.sendall(b"GET /who HTTP/1.0\\r\\n\\r\\n")
            answer = b""
            while part := link.recv(4096):
                answer += part
        print(time.time(), answer.decode().split("\\r\\n\\r\\n")[1], file=out, flush=True)
    except OSError:
        pass
    time.sleep(0.1)
`;

/** Takes what it is given, and knows the account's token. */
const kubectl = `#!/bin/sh
case "$*" in
  *apply*) cat > /dev/null; echo "list unchanged" ;;
  *"get secret"*) printf %s "${token}" | base64 --wrap=0 ;;
esac
`;
