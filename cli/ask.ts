import process from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** There is a person to ask. */
export const isAnswered = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Only the whole word counts: nobody breaks anything by a stray key. Ctrl-C is a no. */
export async function ask(question: string): Promise<boolean> {
  const person = createInterface({ input: process.stdin, output: process.stderr });
  const no = new AbortController();
  person.on("SIGINT", () => no.abort());
  try {
    return (await person.question(`${question} Type yes: `, { signal: no.signal })).trim() === "yes";
  } catch {
    return false;
  } finally {
    person.close();
  }
}

/** A word from the person; what is proposed when they only press Enter. Nothing when they go away. */
export async function askFor(question: string, proposal = ""): Promise<string | undefined> {
  const person = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new AbortController();
  person.on("SIGINT", () => gone.abort());
  person.on("close", () => gone.abort());
  try {
    const shown = proposal === "" ? question : `${question} [${proposal}]`;
    return (await person.question(`${shown}: `, { signal: gone.signal })).trim() || proposal;
  } catch {
    return undefined;
  } finally {
    person.close();
  }
}

/** The same, and nobody sees what is typed. */
export async function askHidden(question: string): Promise<string | undefined> {
  process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const person = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const gone = new AbortController();
  person.on("SIGINT", () => gone.abort());
  person.on("close", () => gone.abort());
  try {
    return await person.question("", { signal: gone.signal });
  } catch {
    return undefined;
  } finally {
    person.close();
    process.stderr.write("\n");
  }
}
