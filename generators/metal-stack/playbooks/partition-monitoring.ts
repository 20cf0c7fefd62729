import { Expression } from "../../../compiler/output/yaml.ts";
import type { Stage } from "../../../compiler/plan/chain.ts";
import { issuer } from "../control-plane/routes.ts";
import { isPrivate } from "../control-plane/zitadel.ts";
import { kubeconfigOf } from "../kubeconfigs.ts";
import { authority } from "../partition/monitoring.ts";
import { onController, onHosts, partitionRole } from "../play.ts";

const exporter = (name: string) => partitionRole(`monitoring/${name}`, name);

/** Exporters first, and then who looks at them. */
export const monitoringPlays = (stage: Stage) => [
  onHosts(
    "Watch the partition",
    "monitored",
    [partitionRole("alloy"), exporter("node-exporter")],
    isPrivate(stage.certificates) ? { preTasks: knowingAuthority } : {},
  ),
  ...(stage.partitions.some(({ switches }) => switches.length > 0)
    ? [onHosts("Watch switches", "monitored:!mgmtservers", switchExportersOf(stage))]
    : []),
  onHosts("Look at all of them", "monitors", [
    exporter("blackbox-exporter"),
    exporter("ipmi-exporter"),
    exporter("prometheus"),
  ]),
];

/** What newer roles call its successor has an image that no release names. They read BGP where FRR is, however. */
const switchExportersOf = ({ release }: Stage) => [
  exporter("sonic-exporter"),
  ...(release.roles === "v0.28.1" ? [] : [exporter("bgp-metrics")]),
];

/** The certificate of who signs the names of the stage's monitoring, as cert-manager keeps it. */
export const havingAuthority = (stage: Stage) =>
  onController({
    name: "Have the authority of monitoring",
    tasks: [
      {
        name: "Read what cert-manager keeps",
        "kubernetes.core.k8s_info": {
          api_version: "v1",
          kind: "Secret",
          name: `${issuer}-authority`,
          namespace: "cert-manager",
          kubeconfig: kubeconfigOf(stage.targets.monitoring),
        },
        register: "needle_authority_secret",
        no_log: true,
        tags: ["always"],
      },
      {
        name: "Take the certificate",
        "ansible.builtin.set_fact": {
          needle_authority: new Expression(
            "{{ needle_authority_secret.resources[0].data['tls.crt'] | b64decode }}",
          ),
        },
        tags: ["always"],
      },
    ],
  });

/** Both read the file anew by themselves. */
const knowingAuthority = [
  {
    name: "Have folders for the certificate of the authority",
    "ansible.builtin.file": {
      path: new Expression("{{ item }}"),
      state: "directory",
      owner: "nobody",
      group: "nogroup",
      mode: "0755",
    },
    loop: authority.folders,
    tags: ["alloy", "prometheus"],
  },
  {
    name: "Have the certificate of the authority",
    "ansible.builtin.copy": {
      content: new Expression("{{ hostvars['localhost']['needle_authority'] }}"),
      dest: new Expression(`{{ item }}/${authority.file}`),
      mode: "0644",
    },
    loop: authority.folders,
    tags: ["alloy", "prometheus"],
  },
];
