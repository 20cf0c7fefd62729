import { fieldsOf, textOf } from "../fields.ts";
import { quote, type Reach, run } from "./reach.ts";
import type { Order } from "./steps.ts";

/** What a client needs to write: from the hosts to the client, through memory alone. */
export interface Stores {
  readonly dns?: Readonly<Record<string, unknown>>;
  readonly kubernetes?: Readonly<Record<string, unknown>>;
}

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

/** Both hosts are asked, for each has an API certificate of its own and both will be met. */
export async function storesOf({ active, standby, plan }: Order, reach: Reach): Promise<Stores> {
  const [first, second] = await Promise.all([active, standby].map((host) => read(reach, host)));
  const word = (name: string) => textOf(first?.[name]) || undefined;
  const { address } = plan.endpoint;
  const key = word("key");
  const kubernetes = word("certificate") && word("certificateKey");
  return {
    ...(key && {
      dns: {
        address,
        port: plan.dns.apiPort,
        zone: `drill.${plan.domain}.`,
        headers: { "X-API-Key": key },
        ca: [first, second].map((each) => textOf(each?.["ca"]) ?? "").join("\n"),
      },
    }),
    ...(kubernetes && {
      kubernetes: {
        address,
        port: plan.endpoint.port,
        ca: word("authority"),
        certificate: word("certificate"),
        certificateKey: word("certificateKey"),
      },
    }),
  };
}

async function read(reach: Reach, host: string) {
  const { out } = await run(reach.on(host, `python3 -c ${quote(program)}`));
  try {
    return fieldsOf(JSON.parse(out));
  } catch {
    return undefined;
  }
}
