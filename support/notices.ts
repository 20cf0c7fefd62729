import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** What its licence and notice files say. */
  readonly text: string;
}

/** The packages of which files are in a bundle, each with the licence it comes with. */
export function noticesOf(inputs: readonly string[]): readonly Notice[] {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []);
  return [...new Set(folders)].map(noticeOf).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ name, version }: Notice): string => `${name} ${version}`;

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file))
    .sort();
  if (files.length === 0) throw new Error(`${folder} has no licence file`);
  const text = files.map((file) =>
    readFileSync(join(folder, file), "utf8")
      .replaceAll(/\r|[ \t]+$/gm, "")
      .trim(),
  );
  return { name, version, license, text: text.join("\n\n") };
}

/** The file that the npm package carries. */
export const printNotices = (notices: readonly Notice[]): string =>
  `${[heading, ...notices.map(printed)].join("\n\n")}\n`;

const heading =
  "needle's programs contain code of the packages below, each under the licence that follows its name.";

const printed = ({ name, version, license, text }: Notice): string =>
  `${line}\n${name} ${version} (${license})\n\n${text}`;

const line = "-".repeat(80);
