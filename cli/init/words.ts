import { nth, prefixOf } from "../../compiler/plan/addresses.ts";
import { Address, Cidr } from "../../schemas/words.ts";
import { askFor } from "../ask.ts";

/** What a first spec says. */
export interface Words {
  readonly name: string;
  readonly domain: string;
  readonly topology: "single" | "pair" | "quorum";
  readonly network: string;
  readonly gateway: string;
  /** Of the hosts that carry the control plane. */
  readonly address: readonly string[];
  readonly disk: readonly string[];
  readonly time: readonly string[];
  /** Only of several hosts. */
  readonly endpoint: string;
  readonly rack: readonly string[];
  /** Only of a pair. */
  readonly bmc: readonly string[];
  readonly replication: string;
  readonly witness: string;
}

export type Said = Partial<Words>;

interface Question {
  readonly word: keyof Words;
  readonly text: string;
  /** Left out: it is asked for every topology. */
  readonly of?: readonly Words["topology"][];
  /** How many answers it takes; left out: one word. */
  readonly count?: (topology: Words["topology"]) => number;
  /** What follows from what was said; left out: only a person knows it. */
  readonly proposal?: (said: Said) => string;
  /** What happens where nobody can be asked; without it the word must be said. */
  readonly otherwise?: "proposal" | "nothing";
}

/** A quorum may have five, too. */
const hosts = (topology: Words["topology"]) => ({ single: 1, pair: 2, quorum: 3 })[topology];

const questions: readonly Question[] = [
  { word: "name", text: "name of the landscape, a short word like fra" },
  {
    word: "domain",
    text: "domain in which everything gets its name",
    proposal: ({ name }) => `${name}.example.org`,
  },
  {
    word: "topology",
    text: "topology: single is one host, pair is two of which one is active, quorum is three that all are",
    proposal: () => "single",
  },
  { word: "network", text: "network of the hosts", proposal: () => "192.168.1.0/24" },
  { word: "gateway", text: "its gateway", proposal: at(1), otherwise: "proposal" },
  { word: "address", text: "addresses of the hosts", count: hosts, proposal: each(101) },
  { word: "disk", text: "empty disks of each host", proposal: () => "/dev/nvme0n1", count: () => 1 },
  {
    word: "endpoint",
    text: "address that moves to a host that serves",
    of: ["pair", "quorum"],
    proposal: at(100),
  },
  { word: "bmc", text: "addresses of their BMCs (IPMI)", of: ["pair"], count: hosts, proposal: each(201) },
  {
    word: "rack",
    text: "racks they stand in",
    of: ["pair", "quorum"],
    count: hosts,
    proposal: ({ topology = "single" }) => ["a1", "b1", "c1"].slice(0, hosts(topology)).join(","),
    otherwise: "nothing",
  },
  {
    word: "replication",
    text: "network of a cable between the two",
    of: ["pair"],
    proposal: () => "10.255.0.0/29",
    otherwise: "nothing",
  },
  {
    word: "witness",
    text: "address of a third, small host; none: -",
    of: ["pair"],
    proposal: () => "-",
    otherwise: "nothing",
  },
  {
    word: "time",
    text: "time servers",
    count: () => 1,
    proposal: () => "0.debian.pool.ntp.org,1.debian.pool.ntp.org,2.debian.pool.ntp.org",
    otherwise: "proposal",
  },
];

/** All words: what was not said is asked for, or follows from the rest. What is wanting comes back by its option. */
export async function wordsOf(
  said: Said,
  person: boolean,
): Promise<Words | { readonly wanting: readonly string[] }> {
  let words: Said = person ? said : { topology: "single", ...said };
  const wanting: string[] = [];
  for (const question of questions) {
    if (isAnswered(question, words)) continue;
    const answer = await answerTo(question, words, person);
    words = withAnswer(question, answer, words);
    if (answer === "" && isNeeded(question, person)) wanting.push(`--${question.word}`);
    if (person && wanting.length > 0) return { wanting };
  }
  wanting.push(
    ...questions
      .filter((question) => isShort(question, words))
      .map(({ word }) => `--${word} (${words.topology === "pair" ? "two" : "three"})`),
  );
  return wanting.length > 0 ? { wanting } : { ...empty, ...words };
}

/** Said already, or not for this topology. */
const isAnswered = ({ word, of }: Question, words: Said): boolean =>
  words[word] !== undefined || !isOf(of, words);

const isOf = (of: Question["of"], { topology = "single" }: Said): boolean =>
  of === undefined || of.includes(topology);

/** Who is asked and says nothing has gone away. */
const isNeeded = ({ otherwise }: Question, person: boolean): boolean => person || otherwise === undefined;

const withAnswer = ({ word, count }: Question, answer: string, words: Said): Said =>
  answer === "" ? words : { ...words, [word]: count ? answer.split(/[\s,]+/) : answer };

async function answerTo(question: Question, words: Said, person: boolean): Promise<string> {
  const proposal = question.proposal?.(words) ?? "";
  if (person) return (await askFor(question.text, proposal)) ?? "";
  return question.otherwise === "proposal" ? proposal : "";
}

/** Not as many as there are hosts. */
function isShort({ word, of, count }: Question, words: Said): boolean {
  const answers = words[word];
  const topology = words.topology ?? "single";
  return count !== undefined && isOf(of, words) && Array.isArray(answers) && answers.length < count(topology);
}

const empty: Words = {
  name: "",
  domain: "",
  topology: "single",
  network: "",
  gateway: "",
  address: [],
  disk: [],
  time: [],
  endpoint: "",
  bmc: [],
  rack: [],
  replication: "",
  witness: "",
};

/** An address by its number; in a small network there may be none of that number. */
function at(number: number) {
  return ({ network = "" }: Said): string =>
    Cidr.safeParse(network).success && (number === 1 || prefixOf(network) <= 24) ? nth(network, number) : "";
}

/** One address for each host, from a number on; nothing where there is no such number. */
function each(number: number) {
  return (said: Said): string =>
    Array.from({ length: hosts(said.topology ?? "single") }, (_, index) => at(number + index)(said))
      .join(",")
      .replace(/^,+$/, "");
}

export const isAddress = (text: string): boolean => Address.safeParse(text).success;
