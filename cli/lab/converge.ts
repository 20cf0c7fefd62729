import type { Plan } from "../../compiler/plan/plan.ts";
import { type PlaybookResult, playbook, type RunStyle } from "../playbook.ts";
import type { Terminal } from "../terminal.ts";
import { type Binary, findBinary } from "./artefact.ts";
import { ansibleInLab, deployInLab, deploymentOf } from "./trial.ts";

export interface ConvergeOptions extends RunStyle {
  /** The spec. */
  readonly text: string;
  readonly plan: Plan;
  /** The lab's. */
  readonly directory: string;
  readonly stage: string;
  readonly ansible: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What a person types to go on. */
  readonly again: string;
}

/** Runs a stage of a spec against its lab. */
export async function converge(
  options: ConvergeOptions,
  terminal: Terminal,
): Promise<PlaybookResult & { binary: Binary }> {
  const { text, plan, directory, stage, ansible } = options;
  const binary = await findBinary(plan, options.env);
  terminal.err(`k3s: ${binaryLine(binary, plan)}\n`);
  await deployInLab(text, directory, binary);
  const { args, env } = ansibleInLab(plan, directory, binary, options.env);
  const root = deploymentOf(directory);
  const result = await playbook(
    { ...options, root, plan, stage, ansible: [...args, ...ansible], env, reach },
    terminal,
  );
  return { ...result, binary };
}

const reach = (host: string): string => `needle lab ssh ${host}`;

function binaryLine(binary: Binary, { kubernetes: { version, sha256 } }: Plan): string {
  if ("missing" in binary) return `left out: ${binary.missing}`;
  return binary.sha256 === sha256
    ? `${version} from ${binary.file}`
    : `another build of ${version}, ${binary.file}; the lab's copy of the spec states its sum ${binary.sha256.slice(0, 12)}…`;
}
