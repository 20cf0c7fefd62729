import { type Fields, fieldsOf, parsed } from "../site/fields.ts";
import { quote, type Reach, run } from "./reach.ts";

const program = `
import json, re

def text(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""

key = re.search(r"^api-key=(.*)$", text("/etc/powerdns/pdns-primary.conf"), re.M)
tls = "/srv/needle/k3s/server/tls/"
print(json.dumps({
    "key": key.group(1) if key else "",
    "ca": text("/etc/needle/dns-api/ca.crt"),
    "authority": text(tls + "server-ca.crt"),
    "certificate": text(tls + "client-admin.crt"),
    "certificateKey": text(tls + "client-admin.key"),
}))
`;

/** What a client needs to write, as a host has it: from there to the client, through memory alone. */
export async function keysOn(reach: Reach, host: string): Promise<Fields | undefined> {
  const { out } = await run(reach.on(host, `python3 -c ${quote(program)}`));
  return fieldsOf(parsed(out));
}
