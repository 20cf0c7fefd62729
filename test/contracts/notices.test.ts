import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { noticesOf, printNotices } from "../../support/notices.ts";
import { folder } from "../support/shell.ts";

/** What esbuild has put into dist/bin, as `npm run build` wrote it down. */
const bundled = (): string[] =>
  Object.keys((JSON.parse(readFileSync("dist/bundle.json", "utf8")) as { inputs: object }).inputs);

test("THIRD-PARTY-NOTICES.txt has the licence of every package in the bundle", async () => {
  await expect(printNotices(noticesOf(bundled()))).toMatchFileSnapshot("../../THIRD-PARTY-NOTICES.txt");
});

/** Licences that ask for nothing but their own text. */
const easy = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "Unlicense",
];

test("everything in the bundle may be given away", () => {
  const notices = noticesOf(bundled());
  expect(notices.map(({ name }) => name)).toEqual(expect.arrayContaining(["commander", "yaml", "zod"]));
  expect(notices.filter(({ license }) => !easy.includes(license))).toEqual([]);
});

test("a package without a licence is no notice but an error", () => {
  const bare = join(folder(), "node_modules/bare");
  mkdirSync(bare, { recursive: true });
  writeFileSync(
    join(bare, "package.json"),
    JSON.stringify({ name: "bare", version: "1.0.0", license: "MIT" }),
  );
  expect(() => noticesOf([`${bare}/index.js`])).toThrow("bare has no licence file");
});
