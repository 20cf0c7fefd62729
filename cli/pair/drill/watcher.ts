/**
 * Runs on each host of the pair for as long as its input is open. It says twice a second where the data is, read from
 * /proc alone: processes are dear in emulation, and files of the mount would hang with it. The journal gives the
 * cluster's own words with its own times; what they mean is decided by `events.ts`.
 */
export const watcherProgram = String.raw`
import json, os, re, socket, subprocess, sys, threading, time

want = json.loads(sys.stdin.readline())
lock = threading.Lock()

def say(**what):
    line = json.dumps(what)
    with lock:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

def leave():
    while sys.stdin.readline():
        pass
    if journal:
        journal.kill()
    os._exit(0)

WORDS = re.compile(r"TOTEM|targeting |Peer .* was|state is now|Result of monitor|fail-count-|but got|drbd")
journal = None

def listen():
    global journal
    command = ["journalctl", "--follow", "--lines=0", "--output=json", "--output-fields=MESSAGE,SYSLOG_IDENTIFIER"]
    for name in ("corosync", "pacemaker-fenced", "pacemaker-controld", "pacemaker-attrd", "kernel", "sbd"):
        command += ["-t", name]
    journal = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    for line in journal.stdout:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        text = entry.get("MESSAGE")
        if isinstance(text, str) and WORDS.search(text):
            say(at=int(entry["__REALTIME_TIMESTAMP"]) / 1e6, by=entry.get("SYSLOG_IDENTIFIER"), message=text[:300])

def mirror():
    try:
        with open("/proc/drbd") as file:
            found = re.search(r"^ *0: cs:(\S+) ro:(\S+) ds:(\S+) \S+ (\S+)", file.read(), re.M)
    except OSError:
        return {}
    if not found:
        return {}
    cs, ro, ds, flags = found.groups()
    return {"connection": cs, "role": ro.split("/")[0], "disks": ds, "frozen": flags[0] == "s"}

def mounted():
    with open("/proc/self/mounts") as file:
        return any(line.split(" ")[1] == want["mount"] for line in file)

def here():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((want["address"], 0))
            return True
        except OSError:
            return False

threading.Thread(target=leave, daemon=True).start()
threading.Thread(target=listen, daemon=True).start()
while True:
    began = time.time()
    say(at=began, mounted=mounted(), here=here(), **mirror())
    time.sleep(max(0.05, 0.5 - (time.time() - began)))
`;
