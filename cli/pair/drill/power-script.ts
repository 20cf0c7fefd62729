import { quote } from "../../drill/reach.ts";

/**
 * Runs the fence agent that the cluster would take, with what the cluster tells it, but behind the cluster's back: for
 * the cluster it is a fault. The password goes from the host's own files to its own agent.
 */
const program = String.raw`
import subprocess, sys
import xml.etree.ElementTree as xml

target, action = sys.argv[1:]
asked = subprocess.run(["cibadmin", "--query", "--scope", "resources"], check=True, capture_output=True, text=True)
for device in xml.fromstring(asked.stdout).iter("primitive"):
    told = {pair.get("name"): pair.get("value") for pair in device.iter("nvpair") if pair.get("value") is not None}
    hosts = (told.get("pcmk_host_list") or "").replace(",", " ").split()
    if device.get("class") == "stonith" and (device.get("id") == "fence-" + target or target in hosts):
        if device.get("type") == "fence_watchdog":
            continue
        lines = ["action=" + action] + [f"{k}={v}" for k, v in told.items() if not k.startswith("pcmk_")]
        done = subprocess.run(["/usr/sbin/" + device.get("type")], input="\n".join(lines) + "\n", text=True)
        sys.exit(done.returncode)
sys.exit("no fence device for " + target)
`;

export const powerScript = (target: string, action: "on" | "off"): string =>
  `python3 -c ${quote(program)} ${target} ${action}`;
