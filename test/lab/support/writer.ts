import type { Trial } from "./trial.ts";

export interface Acknowledged {
  readonly name: string;
  /** Seconds, as the client's clock has it. */
  readonly at: number;
}

/** A client that writes one object after the other, and notes those that were acknowledged. */
export async function startWriter(
  { says }: Pick<Trial, "says">,
  server: string,
  address: string,
): Promise<void> {
  const kubeconfig = await says(server, "cat /etc/rancher/k3s/k3s.yaml");
  await says(outside, "umask 077; cat > /root/kubeconfig", kubeconfig);
  await says(outside, "cat > /root/writer.py", program);
  await says(
    outside,
    `setsid python3 /root/writer.py ${address} > /root/acknowledged 2> /root/writer.log < /dev/null & echo $! > /root/writer.pid`,
  );
}

export const stopWriter = ({ says }: Pick<Trial, "says">): Promise<string> =>
  says(outside, "kill $(cat /root/writer.pid)");

export async function acknowledged({ says }: Pick<Trial, "says">): Promise<Acknowledged[]> {
  const lines = (await says(outside, "cat /root/acknowledged")).split("\n").filter(Boolean);
  return lines.map((line) => {
    const [name = "", at = ""] = line.split(" ");
    return { name, at: Number(at) };
  });
}

const outside = "outside";

/** Tries the same object again until it is acknowledged. */
const program = `
import base64, http.client, json, re, ssl, sys, time
text = open("/root/kubeconfig").read()
def part(key, path):
    open(path, "wb").write(base64.b64decode(re.search(key + ": (.*)", text).group(1)))
    return path
context = ssl.create_default_context(cafile=part("certificate-authority-data", "/root/writer.ca"))
context.load_cert_chain(part("client-certificate-data", "/root/writer.crt"), part("client-key-data", "/root/writer.key"))
host, number, link = sys.argv[1], 0, None
while True:
    name = f"written-{number}"
    body = json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}})
    try:
        link = link or http.client.HTTPSConnection(host, 6443, timeout=2, context=context)
        link.request("POST", "/api/v1/namespaces/default/configmaps", body, {"Content-Type": "application/json"})
        answer = link.getresponse()
        answer.read()
        if answer.status in (201, 409):
            print(name, time.time(), flush=True)
            number += 1
        else:
            time.sleep(0.1)
    except (OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr, flush=True)
        link = None
        time.sleep(0.1)
`;
