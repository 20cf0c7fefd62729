import * as z from "zod";
import { Expression } from "../../compiler/output/yaml.ts";

/** A role in a play. Tags are those that metal-stack's own deployments have. */
export interface Listed {
  readonly role: string | Expression;
  readonly tags: readonly string[];
  readonly when?: string;
}

/** metal-stack's roles lie in folders of one repository: ansible-lint would have collections instead. */
const upstream = (path: string): Expression => new Expression(`metal-roles/${path}`, "noqa: role-name[path]");

export const controlPlaneRole = (name: string, tag = name, when?: string): Listed => ({
  role: upstream(`control-plane/roles/${name}`),
  tags: [tag],
  ...(when && { when }),
});

export const partitionRole = (name: string, tag = name): Listed => ({
  role: upstream(`partition/roles/${name}`),
  tags: [tag],
});

export const commonRole = (name: string): Listed => ({
  role: upstream(`common/roles/${name}`),
  tags: [name],
});

/** Modules that speak to metal-stack's API. */
export const metalModules: Listed = { role: "metal-ansible-modules", tags: ["always"] };

/** Modules and filters of every role of metal-stack: in every play, and in every run of a part. */
export const ansibleCommon: Listed = { role: "ansible-common", tags: ["always"] };

interface ControllerPlay {
  readonly name: string;
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly roles?: readonly Listed[];
  readonly tasks?: readonly object[];
  readonly postTasks?: readonly object[];
}

/** From the controller, through the API of a cluster. */
export const onController = ({ name, vars, roles, tasks, postTasks }: ControllerPlay) => ({
  name,
  hosts: "control_plane",
  connection: "local",
  gather_facts: false,
  ...(vars && { vars }),
  ...(roles && { roles }),
  ...(tasks && { tasks }),
  ...(postTasks && { post_tasks: postTasks }),
});

interface Around {
  readonly serial?: number;
  readonly preTasks?: readonly object[];
  readonly handlers?: readonly object[] | undefined;
}

/** On hosts of a partition: what fails on one stops all. */
export const onHosts = (
  name: string,
  hosts: string,
  roles: readonly Listed[],
  { serial, preTasks, handlers }: Around = {},
) => ({
  name,
  hosts,
  ...(serial !== undefined && { serial }),
  become: true,
  any_errors_fatal: true,
  ...(preTasks && { pre_tasks: preTasks }),
  roles: [ansibleCommon, ...roles],
  ...(handlers && { handlers }),
});

const Role = z.strictObject({
  role: z.string(),
  tags: z.array(z.string()).min(1),
  when: z.string().optional(),
});

const Task = z.looseObject({ name: z.string() });

const Play = z.strictObject({
  name: z.string(),
  hosts: z.string(),
  connection: z.literal("local").optional(),
  gather_facts: z.boolean().optional(),
  become: z.boolean().optional(),
  any_errors_fatal: z.boolean().optional(),
  serial: z.int().optional(),
  vars: z.record(z.string(), z.unknown()).optional(),
  roles: z.array(Role).optional(),
  tasks: z.array(Task).optional(),
  pre_tasks: z.array(Task).optional(),
  post_tasks: z.array(Task).optional(),
  handlers: z.array(Task).optional(),
});

export const Playbook = z.array(Play).min(1);
