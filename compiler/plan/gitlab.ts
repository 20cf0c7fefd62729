import type { Landscape } from "../../schemas/landscape.ts";
import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Host, Secret } from "./plan.ts";
import { secretOf } from "./secrets.ts";

/** The pipeline that deploys the landscape, and the runners that its jobs run on. */
export interface Gitlab {
  readonly url: string;
  /** How jobs call needle. */
  readonly command: string;
  /** Container image of the jobs; left out: they run on the runner's host itself. */
  readonly image?: string;
  /** One per host; left out: all runners stand elsewhere. */
  readonly runners?: Runners;
  /** Tags of a runner that stands on none of the hosts. */
  readonly elsewhere?: readonly string[];
  /** Tags of jobs that touch no host: any runner of the landscape will do. */
  readonly anywhere: readonly string[];
  /** The hosts in the order they are deployed: those together that the same runner deploys. */
  readonly parts: readonly Part[];
  readonly at: SpecPath;
}

/** Hosts that one job deploys, and the tags that bring it to a runner on none of them. */
export interface Part {
  readonly name: "all" | "others" | "control-plane";
  readonly hosts: readonly string[];
  /** None: nobody could deploy them but themselves. */
  readonly tags: readonly string[];
}

export interface Runners {
  readonly version: string;
  readonly sha256: { readonly runner: string; readonly helperImages: string };
  readonly mirror?: string;
  readonly executor: "shell" | "docker";
  /** Token of the runner on each host. */
  readonly tokens: Readonly<Record<string, Secret>>;
  readonly at: SpecPath;
}

const at = ["needle", "gitlab"];

/** GitLab keeps a runner's tags: who makes the runner gives it these. */
export const tagsOf = (landscape: string, host: string): readonly [string, string] => [
  `needle-${landscape}`,
  `needle-${landscape}-${host}`,
];

export function gitlabOf(spec: Landscape, hosts: readonly Host[]): Gitlab | undefined {
  const { gitlab } = spec.needle;
  if (!gitlab) return undefined;
  const { url, command, runners, elsewhere } = gitlab;
  const executor = runners?.executor;
  return {
    url,
    command,
    ...(executor?.kind === "docker" && { image: executor.image }),
    ...(runners && { runners: runnersOf(spec, runners, hosts) }),
    ...(elsewhere && { elsewhere }),
    anywhere: runners ? [`needle-${spec.name}`] : (elsewhere ?? []),
    parts: partsOf(spec, hosts),
    at,
  };
}

type Written = NonNullable<NonNullable<Landscape["needle"]["gitlab"]>["runners"]>;

const runnersOf = (spec: Landscape, runners: Written, hosts: readonly Host[]): Runners => ({
  ...(runners as Pick<Runners, "version" | "sha256" | "mirror">),
  executor: runners.executor.kind,
  tokens: Object.fromEntries(
    hosts.map(({ name }) => [
      name,
      secretOf(
        `gitlab-runner-${name}`,
        { purpose: `authentication token (glrt-) of the GitLab runner on ${name}`, form: { kind: "given" } },
        [...at, "runners"],
        spec.secrets,
      ),
    ]),
  ),
  at: [...at, "runners"],
});

/**
 * A job dies with the host it runs on, and what it was doing stays half done. So the control plane is deployed from a host that
 * is no part of it, and that host from the control plane; where there is none, everything from elsewhere.
 */
function partsOf({ name, needle }: Landscape, hosts: readonly Host[]): Part[] {
  const { runners, elsewhere } = needle.gitlab ?? {};
  const isServer = ({ role }: Host): boolean => role === "control-plane";
  const others = hosts.filter((host) => !isServer(host));
  const servers = hosts.filter(isServer);
  const [other, server] = [others[0], servers[0]];
  if (!runners || !other || !server) return [{ name: "all", hosts: namesOf(hosts), tags: elsewhere ?? [] }];
  return [
    { name: "others", hosts: namesOf(others), tags: [tagsOf(name, server.name)[1]] },
    { name: "control-plane", hosts: namesOf(servers), tags: [tagsOf(name, other.name)[1]] },
  ];
}

const namesOf = (hosts: readonly Host[]): string[] => hosts.map(({ name }) => name);
