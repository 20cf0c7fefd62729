import { diagnose } from "../../compiler/diagnostics/diagnostic.ts";
import { inShell } from "../ansible.ts";
import { ask, askFor, isAnswered } from "../ask.ts";
import { daysIn, type Errand, errandOf, isTrouble, type Trouble } from "../days.ts";
import { exit, tell } from "../outcome.ts";
import { showDays, showErrand } from "../show/days.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan } from "./lab.ts";
import { run } from "./run.ts";

export interface Day2Options {
  readonly spec: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Handed to ansible-playbook as they are. */
  readonly ansible: readonly string[];
  readonly day?: string | undefined;
  readonly word?: string | undefined;
  readonly lab?: boolean | undefined;
  readonly plan?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly confirm?: string | undefined;
  readonly json?: boolean | undefined;
  readonly raw?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** Lists the playbooks for later days, or runs one as `needle run` does. Answers with Ansible's exit code. */
export async function day2(options: Day2Options, terminal: Terminal): Promise<number> {
  const found = await openPlan(options.spec, options.root, terminal);
  if ("code" in found) return found.code;
  const { plan } = found;
  const { day, json } = options;
  if (day === undefined) {
    terminal.out(json ? printed(daysIn(plan)) : showDays(daysIn(plan), options.spec));
    return exit.fine;
  }
  const errand = errandOf(plan, { ...options, day });
  if (isTrouble(errand)) return refuse(errand, terminal);
  const command = inShell(["needle", "run", options.spec, errand.stage, "--", ...errand.ansible]);
  if (options.plan) {
    terminal.out(json ? printed({ ...errand, command }) : showErrand(errand, command));
    return exit.fine;
  }
  const words = await consent(errand, plan.name, options, terminal);
  if (isTrouble(words)) return refuse(words, terminal);
  return run({ ...options, ...errand, ansible: [...errand.ansible, ...words] }, terminal);
}

/** What a person says to it; a name that is typed goes on to the playbook, which compares it once more. */
async function consent(
  { day, asks, on }: Errand,
  name: string,
  { yes, check, confirm }: Day2Options,
  terminal: Terminal,
): Promise<readonly string[] | Trouble> {
  if (day.harmless || check || yes) return [];
  if (!isAnswered()) return { reason: "nobody can be asked here", remedy: "say --yes" };
  terminal.err(`${day.name} ${day.summary}\n  on ${name}${on === undefined ? "" : `, ${on}`}\n`);
  if (asks === undefined || confirm !== undefined)
    return (await ask("Go on?")) ? [] : { reason: "nothing was done" };
  const typed = await askFor("Something is given up. Type the landscape's name to go on");
  return typed === name ? ["-e", `${asks}=${name}`] : { reason: "nothing was done" };
}

const printed = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const refuse = (trouble: Trouble, terminal: Terminal): Promise<number> =>
  tell({ diagnostics: [diagnose("cli/day2", { file: "needle day2" }, trouble)], file: "" }, terminal);
