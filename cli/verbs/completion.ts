import { Argument, type Command } from "commander";
import { type Shell, shells } from "../completion/scripts.ts";
import { type Verb, verb } from "./verb.ts";

export const completion: Verb = ({ terminal, root, ansible, done }) =>
  verb("completion", "print the script with which a shell completes needle's commands", [
    "source <(needle completion bash)           # in ~/.bashrc",
    "source <(needle completion zsh)            # in ~/.zshrc, after compinit",
    "needle completion fish | source            # in ~/.config/fish/config.fish",
    "needle completion bash -- run specs/fra.yaml pre      # what the shell asks: words up to the unfinished one",
  ])
    .usage("<shell> [-- words]")
    .addArgument(new Argument("<shell>", "the shell that you type in").choices(shells))
    .action(async (shell: Shell, _options: object, command: Command) => {
      const { completion } = await import("../commands/completion.ts");
      const program = command.parent ?? command;
      done(await completion({ shell, words: ansible, program, root }, terminal));
    });
