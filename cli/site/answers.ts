import type { Read, SightingOf } from "./sighting.ts";

const header = /^(\S+) \| ([A-Z]+)!?(?: \| rc=(-?\d+))? (?:>>|=>) ?/gm;

/**
 * Reads what `ansible -m command` prints about several hosts, in the shape of Ansible's own callback `minimal`, which is
 * the same from 2.14 to the newest. A host that is not spoken of is silent, too.
 */
export function readAnswers<State>(
  output: string,
  hosts: readonly string[],
  read: Read<State>,
  trouble?: string,
): SightingOf<State>[] {
  const heads = [...output.matchAll(header)];
  const sections = new Map(
    heads.map((head, index) => {
      const [line, host = "", word = "", code] = head;
      const text = output.slice(head.index + line.length, heads[index + 1]?.index ?? output.length);
      return [host, sightingOf(host, { word, code, text }, read)] as const;
    }),
  );
  const nothing = trouble ?? "Ansible said nothing about it";
  return hosts.map((host) => sections.get(host) ?? { host, silent: nothing });
}

interface Answer {
  readonly word: string;
  readonly code: string | undefined;
  readonly text: string;
}

function sightingOf<State>(host: string, { word, code, text }: Answer, read: Read<State>): SightingOf<State> {
  if (word === "UNREACHABLE") return { host, silent: messageIn(text) ?? "does not answer" };
  const state = stateIn(text, read);
  if (state) return { host, state };
  const absent = code === "2" || /No such file|not found/.test(text);
  const why = messageIn(text) ?? text.trim().split("\n")[0];
  return { host, silent: absent ? "is not set up yet" : why || "gave no state" };
}

/** Ansible puts what a command has written to standard error behind its output, on the same line. */
function stateIn<State>(text: string, read: Read<State>): State | undefined {
  const line = text.split("\n").find((each) => each.startsWith("{")) ?? "";
  for (let end = line.lastIndexOf("}"); end > 0; end = line.lastIndexOf("}", end - 1)) {
    const state = read(line.slice(0, end + 1));
    if (state) return state;
  }
  return undefined;
}

/** The reason without ssh's or Ansible's trappings, on one line. */
function messageIn(text: string): string | undefined {
  const [, message] = /"msg": ("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  if (message === undefined) return undefined;
  const plain = (JSON.parse(message) as string).replace(/\s+/g, " ").trim();
  return plain.replace(
    /^(Task failed: )?(Failed to connect to the host via ssh: |Data could not be sent to remote host \S+\. )/,
    "",
  );
}
