import { probing } from "./probing.ts";

/**
 * Runs outside of the needle as a client would: it asks for an answer four times a second, and writes numbered records as
 * fast as they are acknowledged. It knows by itself what was acknowledged, so it can say in the end what was lost.
 * What it has to know, the keys too, comes in by its first line of input and is never on a command line or a disk.
 */
export const writerProgram = String.raw`
import http.client, json, os, re, socket, ssl, struct, sys, threading, time

want = json.loads(sys.stdin.readline())
lock = threading.Lock()
writing = threading.Event()
writing.set()

def say(**what):
    with lock:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()

class Refused(Exception):
    pass

class Api:
    """Keeps its connection as long as it lives; a dead one costs one attempt."""

    def __init__(self, told):
        self.told = told
        self.context = ssl.create_default_context(cadata=told["ca"])
        # Python 3.13 asks for more than certificates of one's own have.
        self.context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
        if told.get("certificate"):
            handle = os.memfd_create("certificate")
            os.write(handle, (told["certificate"] + "\n" + told["certificateKey"]).encode())
            self.context.load_cert_chain(f"/proc/self/fd/{handle}")
        self.line = None

    def call(self, method, path, body=None, fine=(200, 201, 204), timeout=None):
        timeout = timeout or self.told.get("timeout", 4)
        try:
            if self.line is None:
                self.line = http.client.HTTPSConnection(
                    self.told["address"], self.told["port"], timeout=timeout, context=self.context
                )
            headers = {"Content-Type": "application/json", **self.told.get("headers", {})}
            self.line.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self.line.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if self.line:
                self.line.close()
            self.line = None
            raise Refused(f"{type(error).__name__}: {error}") from error
        if answer.status not in fine:
            raise Refused(f"HTTP {answer.status} {text[:120].decode(errors='replace')}")
        # PowerDNS says in plain words that there is no such zone.
        return answer.status, json.loads(text) if text[:1] in (b"{", b"[") else {}

class Names:
    """Records in a zone of their own, by the API of PowerDNS."""

    def __init__(self, told):
        self.api = Api(told)
        self.zone = told["zone"]
        self.path = "/api/v1/servers/localhost/zones"
        self.mine = {"name": self.zone, "kind": "Native", "nameservers": [], "account": "needle-drill"}

    def begin(self):
        status, there = self.api.call("GET", f"{self.path}/{self.zone}", fine=(200, 404, 422), timeout=10)
        if status == 200:
            if there.get("account") != "needle-drill":
                raise Refused(f"zone {self.zone} belongs to somebody else")
            self.end()
        self.api.call("POST", self.path, self.mine, timeout=10)

    def write(self, number):
        record = {"content": f'"{number}"', "disabled": False}
        change = {"type": "TXT", "ttl": 60, "changetype": "REPLACE", "records": [record]}
        self.api.call("PATCH", f"{self.path}/{self.zone}", {"rrsets": [{"name": f"w{number}.{self.zone}", **change}]})

    def read(self):
        _, there = self.api.call("GET", f"{self.path}/{self.zone}", timeout=20)
        found = (re.match(r"w(\d+)\.", each["name"]) for each in there["rrsets"])
        return {int(each.group(1)) for each in found if each}

    def end(self):
        self.api.call("DELETE", f"{self.path}/{self.zone}", timeout=20)

class Objects:
    """ConfigMaps in a namespace of their own, by the API of Kubernetes."""

    def __init__(self, told):
        self.api = Api(told)
        # Of its own for every drill: an old one takes its time to go.
        self.name = f"needle-drill-{int(time.time())}"
        self.path = f"/api/v1/namespaces/{self.name}/configmaps"

    def begin(self):
        self.api.call("POST", "/api/v1/namespaces", {"metadata": {"name": self.name}}, timeout=20)

    def write(self, number):
        self.api.call("POST", self.path, {"metadata": {"name": f"w{number}"}, "data": {"number": str(number)}})

    def read(self):
        _, there = self.api.call("GET", self.path, timeout=20)
        return {int(each["metadata"]["name"][1:]) for each in there["items"] if each["metadata"]["name"][0] == "w"}

    def end(self):
        self.api.call("DELETE", f"/api/v1/namespaces/{self.name}", fine=(200, 202), timeout=20)

class Store:
    def __init__(self, name, maker, told):
        self.name, self.maker, self.told = name, maker, told
        self.acknowledged = set()
        self.store = None
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        try:
            self.store = self.maker(self.told)
            self.store.begin()
        except Exception as error:
            self.store = None
            say(store=self.name, unusable=str(error))
            return
        number = 0
        while writing.is_set():
            number += 1
            try:
                self.store.write(number)
                self.acknowledged.add(number)
                say(store=self.name, ack=number, at=time.time())
            except Refused as error:
                say(store=self.name, refused=number, at=time.time(), why=str(error)[:200])
                time.sleep(0.2)
            time.sleep(0.1)

    def count(self):
        self.thread.join(30)
        if self.store is None:
            return
        for attempt in range(10):
            try:
                present = self.store.read()
                break
            except Refused as error:
                say(store=self.name, unread=str(error)[:200])
                time.sleep(3)
        else:
            return
        lost = sorted(self.acknowledged - present)
        say(store=self.name, counted=dict(acknowledged=len(self.acknowledged), present=len(present), lost=len(lost), first=lost[:20]))

    def remove(self):
        try:
            if self.store:
                self.store.end()
        except Refused as error:
            say(store=self.name, left=str(error)[:200])

${probing}
threading.Thread(target=question, daemon=True).start()
kinds = {"dns": Names, "kubernetes": Objects}
stores = [Store(name, kinds[name], told) for name, told in want["stores"].items()]
for line in sys.stdin:
    word = line.strip()
    if word == "stop":
        writing.clear()
    if word == "count":
        writing.clear()
        for store in stores:
            store.count()
        say(done=True)
    if word == "remove":
        for store in stores:
            store.remove()
        say(removed=True)
os._exit(0)
`;
