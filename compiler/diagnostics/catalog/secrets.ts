import { error, warning } from "./word.ts";

/** What `needle secrets` and `needle init` meet with. */
export const secrets = {
  "cli/no-such-secret": (p: { secret: string; near?: string | undefined; known: string }) =>
    error(`no secret is named "${p.secret}"`, p.near ? `did you mean "${p.near}"?` : `one of: ${p.known}`),
  "cli/secret-stays": (p: { secret: string; why: string }) =>
    error(`${p.secret} must stay as it is: ${p.why}`, "nothing was changed"),
  "cli/secret-given": (p: { secret: string }) =>
    error(
      `${p.secret} cannot be made up: whoever gives it out has to make another`,
      "then `needle secrets set` writes that one",
    ),
  "cli/secret-missing": (p: { secret: string }) =>
    error(`${p.secret} is not there yet`, "`needle secrets make` or `needle secrets set` gives it a value"),
  "cli/secret-elsewhere": (p: { secret: string; variable: string }) =>
    error(
      `${p.secret} comes from the environment variable ${p.variable}`,
      "it is changed where that is set, most likely in the settings of CI",
    ),
  "cli/no-value": (p: { secret: string }) =>
    error(`no value for ${p.secret} came in`, "type it when asked, or hand it over: < FILE"),
  "cli/blank-value": (p: { secret: string }) =>
    error(
      `the value of ${p.secret} has blanks or line ends in it`,
      "preflight would refuse it: give it without",
    ),
  "cli/no-vault-password": () =>
    error(
      "wants the password of ansible-vault, and nobody is there to be asked",
      "say --vault-password-file FILE or --vault-id ID@FILE, or set ANSIBLE_VAULT_PASSWORD_FILE",
    ),
  "cli/vault-closed": (p: { reason: string }) => error(`cannot be opened: ${p.reason}`),
  "cli/not-sealed": (p: { reason: string }) =>
    error(`cannot be encrypted: ${p.reason}`, "nothing was written"),
  "cli/which-vault-id": (p: { team: string; known: string }) =>
    error(
      `which vault id is it encrypted for: ${p.known}?`,
      `name one of them ${p.team}: --vault-id ${p.team}@FILE`,
    ),
  "cli/not-encrypted": () =>
    error(
      "is not encrypted as a whole, and needle writes secrets into no other file",
      "`ansible-vault encrypt` it, or name another file with --file",
    ),
  "cli/secret-in-plain": (p: { secrets: string }) =>
    warning(`shows everybody ${p.secrets}`, "`ansible-vault encrypt` it, and give them other values"),
  "cli/changed-meanwhile": () =>
    error("was changed by somebody else meanwhile", "nothing was written; try again"),
  "cli/no-yaml": () => error("is no name of a file of variables", "end it in .yaml or .yml"),
  "cli/exists": () =>
    error("is there already, and needle never overwrites it", "take another name, or go to another folder"),
  "cli/not-said": (p: { words: string }) =>
    error(`must be told: ${p.words}`, "say them, or run it at a terminal to be asked"),
};
