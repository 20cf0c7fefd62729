import { Expression } from "../../../compiler/output/yaml.ts";
import type { Plan } from "../../../compiler/plan/plan.ts";
import { folderOf } from "../kubeconfigs.ts";

/** From the active host to the controller: what it takes to speak to the cluster, and to trust its DNS API. */
export const kubeconfig = ({ storage, endpoint, name }: Plan) => [
  {
    name: "Hand out the needle's cluster",
    hosts: "needle_control_plane",
    gather_facts: false,
    tasks: [
      {
        name: "Look which host is active",
        "ansible.builtin.stat": { path: `${storage.mount}/k3s/server` },
        register: "needle_active",
      },
      {
        name: "Read what is handed out",
        "ansible.builtin.slurp": { src: new Expression("{{ item }}") },
        loop: ["/etc/rancher/k3s/k3s.yaml", "/etc/needle/dns-api/ca.crt"],
        register: "needle_files",
        no_log: true,
        when: "needle_active.stat.exists",
      },
      {
        ...onController("Have a folder for its owner alone"),
        "ansible.builtin.file": { path: folderOf(name), state: "directory", mode: "0700" },
      },
      {
        ...onController("Write the kubeconfig"),
        "ansible.builtin.copy": {
          dest: new Expression(`${folderOf(name).source}/needle.kubeconfig`),
          mode: "0600",
          content: new Expression(
            `{{ needle_files.results[0].content | b64decode | regex_replace('server: .*', 'server: https://${endpoint.host}:${endpoint.port}') }}`,
          ),
        },
        no_log: true,
      },
      {
        ...onController("Write the certificate of the DNS API"),
        "ansible.builtin.copy": {
          dest: new Expression(`${folderOf(name).source}/dns.crt`),
          mode: "0644",
          content: new Expression("{{ needle_files.results[1].content | b64decode }}"),
        },
      },
    ],
  },
];

const onController = (name: string) => ({
  name,
  delegate_to: "localhost",
  become: false,
  when: "needle_active.stat.exists",
});
