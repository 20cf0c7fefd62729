import process from "node:process";
import { createInterface } from "node:readline/promises";

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
