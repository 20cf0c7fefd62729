/**
 * Runs on each server for as long as its input is open. It says four times a second whether the endpoint's address is here,
 * and whom its own member of etcd takes for the leader; a member without a majority answers that, too.
 */
export const watcherProgram = String.raw`
import http.client, json, os, socket, ssl, sys, threading, time

want = json.loads(sys.stdin.readline())

def leave():
    while sys.stdin.readline():
        pass
    os._exit(0)

def here():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((want["address"], 0))
            return True
        except OSError:
            return False

link = None

def member():
    global link
    try:
        if link is None:
            folder = want["data"] + "/server/tls/etcd"
            context = ssl.create_default_context(cafile=folder + "/server-ca.crt")
            context.load_cert_chain(folder + "/client.crt", folder + "/client.key")
            link = http.client.HTTPSConnection("127.0.0.1", 2382, timeout=1, context=context)
        link.request("POST", "/v3/maintenance/status", "{}", {"Content-Type": "application/json"})
        said = json.loads(link.getresponse().read())
        return {"id": said["header"]["member_id"], "leader": said.get("leader", "0"), "term": int(said.get("raftTerm", 0))}
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        if link:
            link.close()
        link = None
        return {}

threading.Thread(target=leave, daemon=True).start()
while True:
    began = time.time()
    sys.stdout.write(json.dumps({"at": began, "here": here(), **member()}) + "\n")
    sys.stdout.flush()
    time.sleep(max(0.02, 0.25 - (time.time() - began)))
`;
