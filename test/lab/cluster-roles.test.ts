import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Expression } from "../../compiler/output/yaml.ts";
import { stageRoles } from "../../generators/roles/index.ts";
import { versions } from "../support/ansible.ts";
import { chainOf } from "../support/plan.ts";
import { type Api, startApi } from "./support/api.ts";
import { chartsIn } from "./support/charts.ts";

/**
 * Roles on the API of a real k3s, by a real helm. Stand-ins: the charts, and the kinds that they bring. There is no kubelet, so no
 * controller of theirs runs.
 */
describe("the roles that speak to a cluster's API", () => {
  let api: Api;
  let missing = "";
  let chart: (name: string) => string;

  beforeAll(async () => {
    const started = await startApi();
    if ("missing" in started) {
      missing = started.missing;
      console.warn(`tests of roles on a cluster's API are left out: ${missing}`);
      return;
    }
    api = started;
    chart = await chartsIn(api.root, {
      metallb: "0.16.1",
      "cert-manager": "v1.21.1",
      "envoy-gateway": "v1.9.0",
      "ingress-nginx": "4.15.1",
    });
  });
  afterAll(() => api?.end());

  const withApi = (name: string, work: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      if (missing) skip(missing);
      await work();
    });

  const from = (prefix: string, name: string) => ({
    [`${prefix}_chart`]: chart(name),
    [`${prefix}_chart_repository`]: "",
  });

  /** The roles of a needle, as its plan fills them. */
  const rolesOf = (needle: object = {}) => {
    const plan = chainOf(needle);
    const more: Record<string, object> = {
      load_balancer: from("load_balancer", "metallb"),
      cert_manager: from("cert_manager", "cert-manager"),
      ingress: { ...from("ingress_gateway", "envoy-gateway"), ...from("ingress_nginx", "ingress-nginx") },
    };
    return stageRoles.map((role) => ({
      role: role.name,
      vars: { ...plainly(role.variables(plan.chain.needle, plan)), ...more[role.name] },
    }));
  };

  /** Expressions of the emitted variables ask the vault; here they are what the vault would say. */
  const plainly = (vars: object) =>
    Object.fromEntries(
      Object.entries(vars).map(([key, value]) => [key, value instanceof Expression ? updateKey : value]),
    );
  const updateKey = "c2VjcmV0IGZvciB1cGRhdGVz";

  const get = async (...args: string[]) => JSON.parse(await api.kubectl(["get", "-o", "json", ...args]));
  const everything = () =>
    api.kubectl(["get", "-A", "-o", "name", "ns,cm,secret,sc,crd,validatingwebhookconfigurations"]);
  const storageClass = (name: string, standard: boolean) =>
    api.kubectl(
      ["apply", "-f", "-"],
      JSON.stringify({
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": String(standard) } },
        provisioner: "example.org/none",
      }),
    );

  withApi("an empty cluster is refused for its lack of a StorageClass, in words", async () => {
    const { code, output } = await api.play({
      version: versions.newest,
      roles: rolesOf().slice(0, 1),
      args: ["--check"],
    });
    expect(code, output).not.toBe(0);
    expect(output).toContain("no StorageClass at all");
  });

  withApi("check mode on an empty cluster passes through all of them, and changes nothing", async () => {
    await storageClass("local-path", true);
    const before = await everything();
    const { code, changed, output } = await api.play({
      version: versions.newest,
      roles: rolesOf(),
      args: ["--check", "--diff"],
    });
    expect([code, changed > 0], output).toEqual([0, true]);
    expect(await everything()).toBe(before);
    expect(output).not.toContain("PRIVATE KEY");
  });

  withApi("the first run converges, whatever others have put into the cluster before", async () => {
    const foreign = { log: "log", "other.server": "other.example:53 {\n}\n" };
    await api.kubectl(
      ["apply", "-f", "-"],
      JSON.stringify({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "coredns-custom", namespace: "kube-system" },
        data: foreign,
      }),
    );
    const { code, output } = await api.play({ version: versions.newest, roles: rolesOf(), args: ["--diff"] });
    expect(code, output).toBe(0);
    expect(output).not.toContain("PRIVATE KEY");
    const { data } = await get("-n", "kube-system", "cm", "coredns-custom");
    expect(data).toMatchObject(foreign);
    expect(data["needle.server"]).toContain("forward . 192.168.1.101");
  });

  describe.each(Object.values(versions))("ansible-core %s", (version) => {
    withApi("finds nothing left to do, in check mode neither", async () => {
      // Templates with native types, as deployments of metal-stack have them, and without.
      const second = await api.play({ version, roles: rolesOf(), native: true });
      expect([second.code, second.changed], second.output).toEqual([0, 0]);
      const checked = await api.play({ version, roles: rolesOf(), args: ["--check"] });
      expect([checked.code, checked.changed], checked.output).toEqual([0, 0]);
      // What kubernetes.core says of a plug-in of helm's that metal-stack's image has.
      expect(checked.output.replaceAll(/\[WARNING\]: The default idempotency\s+check/g, "")).not.toMatch(
        /WARNING|DEPRECAT/,
      );
    });
  });

  withApi("Gardener finds what it looks for", async () => {
    expect((await get("-n", "kube-system", "cm", "shoot-info")).data).toEqual({
      nodeNetwork: "192.168.1.0/24",
      podNetwork: "10.240.0.0/14",
      serviceNetwork: "10.248.0.0/18",
    });
    expect((await get("-n", "garden", "cm", "seed-api-server")).data).toEqual({
      url: "https://api.fra.example.org:6443",
    });
    await get("ns", "metal-control-plane");
  });

  withApi("Services get the declared addresses", async () => {
    const pool = await get("-n", "metallb-system", "ipaddresspool", "needle");
    expect(pool.spec.addresses).toEqual(["192.168.1.200-192.168.1.219"]);
    const { spec } = await get("-n", "metallb-system", "l2advertisement", "needle");
    expect(spec.ipAddressPools).toEqual(["needle"]);
    const [release] = JSON.parse(await api.helm("list", "-n", "metallb-system", "-o", "json"));
    expect(release.chart).toBe("stand-in-metallb-0.16.1");
  });

  withApi("the private authority is behind the issuer, and the certificate is asked of it", async () => {
    expect((await get("clusterissuer", "needle")).spec).toEqual({ ca: { secretName: "needle-authority" } });
    const { spec } = await get("-n", "gateway", "certificate", "ingress-tls");
    expect(spec.dnsNames).toEqual(["needle.fra.example.org", "*.needle.fra.example.org"]);
    expect(spec.issuerRef.name).toBe("needle");
  });

  withApi("the Gateway listens for names and ports at its address", async () => {
    const { spec } = await get("-n", "gateway", "gateway", "metal-stack");
    expect(spec.listeners.map(({ name, port, protocol }: Listener) => [name, port, protocol])).toEqual([
      ["http", 80, "HTTP"],
      ["https", 443, "HTTPS"],
      ["nsq", 4150, "TCP"],
      ["metal-api-grpc", 50051, "TCP"],
    ]);
    const proxy = await get("-n", "gateway", "envoyproxy", "metal-stack");
    expect(proxy.spec.provider.kubernetes.envoyService.loadBalancerIP).toBe("192.168.1.200");
  });

  interface Listener {
    readonly name: string;
    readonly port: number;
    readonly protocol: string;
  }

  withApi("nginx, ACME and a mirror instead, and again without a change", async () => {
    const roles = rolesOf({ ingress: { kind: "nginx" }, certificates: { kind: "acme" } }).map(
      ({ role, vars }) => ({
        role,
        vars: /^(load_balancer|cert_manager|ingress)$/.test(role)
          ? { ...vars, [`${role}_image_mirror`]: "mirror.example:5000" }
          : vars,
      }),
    );
    const first = await api.play({ version: versions.oldest, roles });
    expect([first.code, first.changed > 0], first.output).toEqual([0, true]);
    expect(first.output).not.toContain(updateKey);
    const valuesOf = async (name: string, namespace: string) =>
      JSON.parse(await api.helm("get", "values", name, "-n", namespace, "-o", "json"));
    const nginx = await valuesOf("ingress-nginx", "ingress-nginx");
    expect(nginx.tcp).toEqual({
      "4150": "metal-control-plane/nsqd:4150",
      "50051": "metal-control-plane/metal-api:50051",
    });
    expect(nginx.controller.extraArgs["default-ssl-certificate"]).toBe("gateway/ingress-tls");
    expect(nginx.global.image.registry).toBe("mirror.example:5000/registry.k8s.io");
    const issuer = await get("clusterissuer", "needle");
    expect(issuer.spec.acme.solvers[0].dns01.rfc2136).toMatchObject({
      nameserver: "192.168.1.101:5300",
      tsigAlgorithm: "HMACSHA256",
    });
    const secret = await get("-n", "cert-manager", "secret", "needle-update-key");
    expect(Buffer.from(secret.data.secret, "base64").toString()).toBe(updateKey);
    const values = await valuesOf("cert-manager", "cert-manager");
    expect(values).toMatchObject({
      imageRegistry: "mirror.example:5000/quay.io",
      dns01RecursiveNameservers: "192.168.1.101:53",
    });
    const second = await api.play({ version: versions.newest, roles });
    expect([second.code, second.changed], second.output).toEqual([0, 0]);
  });

  withApi("two default StorageClasses are refused, and the word for the one is heard", async () => {
    await storageClass("fast", true);
    const [base] = rolesOf();
    if (!base) throw new Error("no role");
    const refused = await api.play({ version: versions.newest, roles: [base] });
    expect(refused.code, refused.output).not.toBe(0);
    expect(refused.output).toContain("fast, local-path");
    const chosen = { ...base, vars: { ...base.vars, cluster_base_storage_class: "fast" } };
    const mended = await api.play({ version: versions.oldest, roles: [chosen] });
    expect([mended.code, mended.changed], mended.output).toEqual([0, 1]);
    const after = await api.play({ version: versions.newest, roles: [base] });
    expect([after.code, after.changed], after.output).toEqual([0, 0]);
  });
});
