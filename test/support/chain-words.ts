type Path = readonly (string | number)[];

/** Another sound value for a word, and where to say it. */
export type Words = Readonly<Record<string, readonly [path: Path, value: unknown]>>;

/** Words that stand in several places: each is tried in all of them. */
const at = (prefix: string, path: Path, words: Words): Words =>
  Object.fromEntries(
    Object.entries(words).map(([word, [inner, value]]) => [
      `${prefix}.${word}`,
      [[...path, ...inner], value],
    ]),
  );

const layout = ["filesystemLayouts", "raid"];

const server = ["managementServers", "mgmt01"];
const leafPorts = ["switches", "leaf01", "ports"];
const port = [...leafPorts, "settings", "Ethernet3"];
const peering = ["switches", "exit01", "peerings", "internet"];

const partition: Words = {
  dataplane: [["dataplane"], "25G"],
  timezone: [["timezone"], "UTC"],
  waiting: [["waiting"], 0],
  "images.*.kind": [["images", "router-2.0"], { url: "https://images.example.org/2", kind: "machine" }],
  "images.*.url": [["images", "router-1.0", "url"], "https://images.example.org/other"],
  "networks.childLength": [["networks", "childLength"], 24],
  "networks.announce": [
    ["networks", "announce"],
    ["10.240.0.0/12", "10.32.0.0/12"],
  ],
  "networks.external.*.destinations": [["networks", "external", "internet", "destinations"], ["10.0.0.0/8"]],
  "networks.external.*.nat": [["networks", "external", "internet", "nat"], false],
  "networks.external.*.vrf": [["networks", "external", "internet", "vrf"], 42],
  "management.gateway": [["management", "gateway"], "192.168.3.254"],
  "managementServers.*.user": [[...server, "user"], "root"],
  "managementServers.*.prepare.asn": [[...server, "prepare", "asn"], 4_210_000_011],
  "managementServers.*.prepare.router": [[...server, "prepare", "router"], "10.255.0.11"],
  "managementServers.*.prepare.interface": [[...server, "prepare", "interface"], "eno3"],
  "managementServers.*.prepare.firewall": [[...server, "prepare", "firewall"], "10.255.0.2"],
  "managementServers.*.dhcp.interface": [[...server, "dhcp", "interface"], "eno4"],
  "managementServers.*.disks": [[...server, "disks"], ["/dev/sdc"]],
  "managementServers.*.extraVars.*": [[...server, "extraVars", "metal_bmc_console_port"], 3335],
  "switches.*.asn": [["switches", "leaf01", "asn"], 4_200_000_099],
  "switches.*.rack": [["switches", "leaf01", "rack"], "rack99"],
  "switches.*.role": [["switches", "spine01", "role"], "exit"],
  "switches.*.user": [["switches", "leaf01", "user"], "root"],
  "switches.*.ports.fabric": [[...leafPorts, "fabric"], ["Ethernet116"]],
  "switches.*.ports.machines": [[...leafPorts, "machines"], ["Ethernet0-Ethernet3/2"]],
  "switches.*.ports.breakouts.*": [[...leafPorts, "breakouts", "Ethernet0"], "4x25G[10G,1G]"],
  "switches.*.ports.fec": [[...leafPorts, "fec"], "rs"],
  "switches.*.ports.autoneg": [[...leafPorts, "autoneg"], true],
  "switches.*.ports.settings.*.speed": [[...port, "speed"], "10G"],
  "switches.*.ports.settings.*.mtu": [[...port, "mtu"], 9000],
  "switches.*.ports.settings.*.fec": [[...port, "fec"], "none"],
  "switches.*.ports.settings.*.autoneg": [[...port, "autoneg"], false],
  "switches.*.ports.settings.*.addresses": [[...port, "addresses"], ["192.0.2.11/31"]],
  "switches.*.peerings.*.vlan": [[...peering, "vlan"], 4010],
  "switches.*.peerings.*.port": [[...peering, "port"], "Ethernet124"],
  "switches.*.peerings.*.address": [[...peering, "address"], "192.0.2.3/29"],
  "switches.*.peerings.*.neighbor": [[...peering, "neighbor"], "192.0.2.4"],
  "switches.*.peerings.*.asn": [[...peering, "asn"], 64_998],
  "switches.*.peerings.*.mtu": [[...peering, "mtu"], 9000],
  "switches.*.peerings.*.accept": [[...peering, "accept"], ["198.51.100.0/24"]],
  "switches.*.extraVars.*": [["switches", "leaf01", "extraVars", "metal_core_log_level"], "error"],
  nameservers: [["nameservers"], ["192.0.2.54"]],
  timeservers: [["timeservers"], ["ntp2.example.org"]],
  monitoring: [["monitoring"], true],
  "imageCache.size": [["imageCache", "size"], "60G"],
  "ssh.key": [["ssh", "key"], "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC metal"],
  "ssh.authorized": [["ssh", "authorized"], ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID ops"]],
  ztp: [["ztp"], true],
  "extraVars.all.*": [["extraVars", "all", "dhcp_default_lease_time"], 700],
  "extraVars.leaves.*": [["extraVars", "leaves", "metal_core_reconfigure_switch_interval"], "30s"],
  "extraVars.spines.*": [["extraVars", "spines", "sonic_config_lldp_hello_timer"], 6],
  "extraVars.exits.*": [["extraVars", "exits", "sonic_config_lldp_hello_timer"], 6],
  "extraVars.mgmtleaves.*": [["extraVars", "mgmtleaves", "sonic_config_mgmt_vrf"], true],
  "extraVars.mgmtspines.*": [["extraVars", "mgmtspines", "sonic_config_mgmt_vrf"], true],
  "extraVars.managementServers.*": [["extraVars", "managementServers", "metal_bmc_ignore_macs"], []],
  "filesystemLayouts.*.description": [[...layout, "description"], "other"],
  "filesystemLayouts.*.images.*": [[...layout, "images", "debian"], ">= 13"],
  "filesystemLayouts.*.sizes": [[...layout, "sizes"], []],
  "filesystemLayouts.*.filesystems": [[...layout, "filesystems"], []],
  "filesystemLayouts.*.filesystems[].path": [[...layout, "filesystems", 0, "path"], "/efi"],
  "filesystemLayouts.*.filesystems[].device": [[...layout, "filesystems", 0, "device"], "/dev/sdb1"],
  "filesystemLayouts.*.filesystems[].format": [[...layout, "filesystems", 1, "format"], "ext3"],
  "filesystemLayouts.*.filesystems[].label": [[...layout, "filesystems", 0, "label"], "boot"],
  "filesystemLayouts.*.filesystems[].mountoptions": [[...layout, "filesystems", 1, "mountoptions"], ["ro"]],
  "filesystemLayouts.*.filesystems[].createoptions": [[...layout, "filesystems", 0, "createoptions"], ["-v"]],
  "filesystemLayouts.*.disks": [[...layout, "disks"], []],
  "filesystemLayouts.*.disks[].device": [[...layout, "disks", 0, "device"], "/dev/sdz"],
  "filesystemLayouts.*.disks[].wipeonreinstall": [[...layout, "disks", 0, "wipeonreinstall"], false],
  "filesystemLayouts.*.disks[].partitions": [[...layout, "disks", 0, "partitions"], []],
  "filesystemLayouts.*.disks[].partitions[].number": [[...layout, "disks", 0, "partitions", 0, "number"], 3],
  "filesystemLayouts.*.disks[].partitions[].label": [[...layout, "disks", 0, "partitions", 0, "label"], "x"],
  "filesystemLayouts.*.disks[].partitions[].size": [[...layout, "disks", 0, "partitions", 0, "size"], 600],
  "filesystemLayouts.*.disks[].partitions[].gpttype": [
    [...layout, "disks", 0, "partitions", 0, "gpttype"],
    "8300",
  ],
  "filesystemLayouts.*.raid": [[...layout, "raid"], []],
  "filesystemLayouts.*.raid[].arrayname": [[...layout, "raid", 0, "arrayname"], "/dev/md2"],
  "filesystemLayouts.*.raid[].level": [[...layout, "raid", 0, "level"], 0],
  "filesystemLayouts.*.raid[].devices": [[...layout, "raid", 0, "devices"], ["/dev/sda2"]],
  "filesystemLayouts.*.raid[].createoptions": [[...layout, "raid", 0, "createoptions"], ["-v"]],
  "filesystemLayouts.*.raid[].spares": [[...layout, "raid", 0, "spares"], 1],
  "filesystemLayouts.*.volumegroups": [[...layout, "volumegroups"], []],
  "filesystemLayouts.*.volumegroups[].name": [[...layout, "volumegroups", 0, "name"], "vg01"],
  "filesystemLayouts.*.volumegroups[].devices": [[...layout, "volumegroups", 0, "devices"], ["/dev/sdd"]],
  "filesystemLayouts.*.volumegroups[].tags": [[...layout, "volumegroups", 0, "tags"], ["x"]],
  "filesystemLayouts.*.logicalvolumes": [[...layout, "logicalvolumes"], []],
  "filesystemLayouts.*.logicalvolumes[].name": [[...layout, "logicalvolumes", 0, "name"], "other"],
  "filesystemLayouts.*.logicalvolumes[].volumegroup": [
    [...layout, "logicalvolumes", 0, "volumegroup"],
    "vg1",
  ],
  "filesystemLayouts.*.logicalvolumes[].size": [[...layout, "logicalvolumes", 0, "size"], 300],
  "filesystemLayouts.*.logicalvolumes[].lvmtype": [[...layout, "logicalvolumes", 0, "lvmtype"], "raid1"],
};

interface Own {
  readonly sizes: readonly [first: string, second: string];
  readonly management: string;
  readonly gateway: string;
  readonly address: string;
  readonly dhcp: string;
  readonly loopback: string;
  readonly pxe: string;
  readonly tenant: string;
  readonly underlay: string;
  readonly external: string;
  readonly reserved: string;
}

/** Words whose values depend on what else the partition says. */
const partitionOf = ({ sizes: [first, second], ...own }: Own): Words => ({
  ...partition,
  "management.cidr": [["management", "cidr"], own.management],
  "management.gateway": [["management", "gateway"], own.gateway],
  "managementServers.*.address": [["managementServers", "mgmt01", "address"], own.address],
  "managementServers.*.dhcp.first": [[...server, "dhcp", "first"], own.dhcp],
  "managementServers.*.dhcp.last": [[...server, "dhcp", "last"], own.dhcp],
  "switches.*.address": [["switches", "leaf01", "address"], own.address],
  "switches.*.loopback": [["switches", "leaf01", "loopback"], own.loopback],
  "switches.*.pxe": [["switches", "leaf01", "pxe"], own.pxe],
  "networks.tenant": [["networks", "tenant"], [own.tenant]],
  "networks.underlay": [["networks", "underlay"], [own.underlay]],
  "networks.external.*.prefixes": [["networks", "external", "internet", "prefixes"], [own.external]],
  "networks.external.*.reserved.*": [
    ["networks", "external", "internet", "reserved", "router"],
    own.reserved,
  ],
  "sizes.*.cores": [["sizes", first, "cores"], 18],
  "sizes.*.memory": [["sizes", first, "memory"], "60Gi"],
  "sizes.*.storage": [["sizes", first, "storage"], "800G"],
  "sizes.*.disk": [["sizes", first, "disk"], "/dev/vda"],
  "sizes.*.machines": [["sizes", first, "machines"], 13],
  "sizes.*.atLeast.cores": [["sizes", second, "atLeast", "cores"], 22],
  "sizes.*.atLeast.memory": [["sizes", second, "atLeast", "memory"], "110Gi"],
  "sizes.*.atLeast.storage": [["sizes", second, "atLeast", "storage"], "1900G"],
});

const metalStack: Words = {
  roles: [["roles"], "v0.32.0"],
  stage: [["stage"], "tack"],
  tenant: [["tenant"], "ber"],
  email: [["email"], "other@example.org"],
  auditing: [["auditing"], true],
  monitoring: [["monitoring"], true],
  "projects.*.id": [["projects", "test", "id"], "00000000-0000-0000-0000-000000000009"],
  secrets: [["secrets"], "vault"],
  "mirror.registries.*": [["mirror", "registries", "ghcr.io"], "other.example.org"],
  "mirror.images": [["mirror", "images"], "https://other.example.org"],
  "extraVars.controlPlane.*": [["extraVars", "controlPlane", "metal_db_storage_size"], "60Gi"],
  "extraVars.partition.*": [["extraVars", "partition", "metal_core_log_level"], "info"],
  "extraVars.leaves.*": [["extraVars", "leaves", "metal_core_timeout"], "30s"],
  "overrides.*": [["overrides", "metal_apiserver_enabled"], false],
};

const gardener: Words = {
  domain: [["domain"], "other.example.org"],
  region: [["region"], "ber"],
  kubernetes: [["kubernetes"], ["1.34.9", "1.33.13", "1.32.1"]],
  "extensions.acl": [["extensions", "acl"], false],
  "extensions.audit": [["extensions", "audit"], true],
  "extensions.cilium": [["extensions", "cilium"], false],
  "extensions.csiDriverLvm": [["extensions", "csiDriverLvm"], false],
  "extensions.shootCert": [["extensions", "shootCert"], false],
  "projects.*.owner": [["projects", "team", "owner"], "bob"],
  "firewallController.version": [["firewallController", "version"], "v2.4.0"],
  "firewallController.url": [["firewallController", "url"], "https://other.example.org/fc"],
};

const objectStore: Words = {
  endpoint: [["endpoint"], "https://other.example.net"],
  region: [["region"], "ber"],
  bucket: [["bucket"], "other"],
  pathStyle: [["pathStyle"], false],
  verify: [["verify"], false],
  keep: [["keep"], 100],
  accessKey: [["accessKey"], "other-access"],
  secretKey: [["secretKey"], "other-secret"],
  encryptionKey: [["encryptionKey"], "other-encryption"],
};

const stage = (kind: "needle" | "nail"): Words => ({
  ...at(`${kind}.metalStack`, [kind, "metalStack"], metalStack),
  ...at(`${kind}.gardener`, [kind, "gardener"], gardener),
  ...at(`${kind}.backup.objectStore`, [kind, "backup", "objectStore"], objectStore),
  [`${kind}.ingress.kind`]: [[kind, "ingress", "kind"], "gateway"],
  [`${kind}.certificates|private.kind`]: [[kind, "certificates"], { kind: "private" }],
  [`${kind}.certificates|acme.kind`]: [[kind, "certificates"], { kind: "acme" }],
  [`${kind}.certificates|acme.server`]: [[kind, "certificates", "server"], "https://acme.example.org"],
});

const chart: Words = {
  sha256: [["sha256"], "e".repeat(64)],
  from: [["from"], "charts/other.tgz"],
  version: [["version"], "v1.2.4"],
};

const cluster = ["nail", "clusters", "gardener"];
const group = ["nail", "clusters", "metal", "groups", "big"];

/** What only specs with a partition can say: tried on one that says all of it. */
export const chainWords: Words = {
  ...at("artefacts.charts.certManager", ["artefacts", "charts", "certManager"], chart),
  ...at("artefacts.charts.metallb", ["artefacts", "charts", "metallb"], chart),
  ...at("artefacts.charts.envoyGateway", ["artefacts", "charts", "envoyGateway"], chart),
  ...at("artefacts.charts.ingressNginx", ["artefacts", "charts", "ingressNginx"], chart),
  ...stage("needle"),
  ...stage("nail"),
  ...at(
    "needle.partition",
    ["needle", "partition"],
    partitionOf({
      sizes: ["n1-medium-x86", "n2-large-x86"],
      management: "192.168.3.0/25",
      gateway: "192.168.3.254",
      address: "192.168.3.77",
      dhcp: "192.168.3.105",
      loopback: "10.132.0.99",
      pxe: "10.133.0.2/25",
      tenant: "10.129.0.0/16",
      underlay: "10.132.0.0/25",
      external: "203.0.113.128/26",
      reserved: "203.0.113.130",
    }),
  ),
  ...at(
    "nail.partitions.*",
    ["nail", "partitions", "fra-a"],
    partitionOf({
      sizes: ["c1-large-x86", "s1-large-x86"],
      management: "192.168.8.0/25",
      gateway: "192.168.8.254",
      address: "192.168.8.77",
      dhcp: "192.168.8.105",
      loopback: "10.164.0.99",
      pxe: "10.165.0.2/25",
      tenant: "10.168.0.0/14",
      underlay: "10.164.0.0/25",
      external: "198.51.100.0/25",
      reserved: "198.51.100.9",
    }),
  ),
  "needle.partition.id": [["needle", "partition", "id"], "ber-needle"],
  "needle.kubernetes.maxPods": [["needle", "kubernetes", "maxPods"], 200],
  "needle.loadBalancer.addresses": [["needle", "loadBalancer", "addresses"], ["192.168.1.200/29"]],
  "needle.ingress.address": [["needle", "ingress", "address"], "192.168.1.202"],
  "nail.ingress.address": [["nail", "ingress", "address"], "203.0.113.141"],
  "nail.gardener.highAvailability": [["nail", "gardener", "highAvailability"], false],
  "nail.dns.server": [["nail", "dns", "server"], "https://ns.example.net"],
  "nail.dns.apiKey": [["nail", "dns", "apiKey"], "other"],
  "nail.clusters.*.workers": [[...cluster, "workers"], 4],
  "nail.clusters.*.size": [[...cluster, "size"], "n2-large-x86"],
  "nail.clusters.*.image": [[...cluster, "image"], "ubuntu-24.4"],
  "nail.clusters.*.surge": [[...cluster, "surge"], 2],
  "nail.clusters.*.unavailable": [[...cluster, "unavailable"], 1],
  "nail.clusters.*.networks": [[...cluster, "networks"], ["storage"]],
  "nail.clusters.*.kubernetes": [[...cluster, "kubernetes"], "1.33.13"],
  "nail.clusters.*.networking": [[...cluster, "networking"], "cilium"],
  "nail.clusters.*.pods": [[...cluster, "pods"], "10.250.0.0/18"],
  "nail.clusters.*.services": [[...cluster, "services"], "10.250.0.0/18"],
  "nail.clusters.*.highAvailability": [[...cluster, "highAvailability"], "none"],
  "nail.clusters.*.seed": [["nail", "clusters", "metal", "seed"], "seed"],
  "nail.clusters.*.managedSeed": [["nail", "clusters", "extra", "managedSeed"], true],
  "nail.clusters.*.firewall.size": [[...cluster, "firewall", "size"], "n2-large-x86"],
  "nail.clusters.*.firewall.image": [[...cluster, "firewall", "image"], "router-1.0"],
  "nail.clusters.*.groups.*.workers": [[...group, "workers"], 2],
  "nail.clusters.*.groups.*.size": [[...group, "size"], "n1-medium-x86"],
  "nail.clusters.*.groups.*.image": [[...group, "image"], "debian-13.0"],
};

/** Words of the chain that change nothing, each with what it is for. */
export const silentChainWords: Readonly<Record<string, string>> = {
  "needle.gardener.highAvailability": "on one node it can only be false",
  "nail.metalStack.release": "one release",
};
