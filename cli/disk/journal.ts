import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Change } from "../../compiler/output/tree.ts";
import { makeFolder } from "./folder.ts";

/**
 * All or nothing, for many files: everything new is written aside, then one rename puts a journal in place, then
 * the files are moved. Cut off before the journal stands, the old tree is whole; cut off after it, `finish`
 * moves the rest and the new tree is whole. Nothing after the journal needs space on the disk.
 */
const area = ".needle";
const staging = `${area}/staging`;
const journal = `${area}/journal.json`;

type Move = { readonly from: string; readonly to: string } | { readonly remove: string };
export type Step = () => void;

/** The steps that make the changes, in order. Running only the first few of them is what a crash does. */
export function stepsOf(root: string, changes: readonly Change[]): Step[] {
  const moves = changes.map(
    (change, index): Move =>
      change.kind === "delete" ? { remove: change.path } : { from: `${staging}/${index}`, to: change.path },
  );
  return [
    () => clean(root),
    ...changes.flatMap((change, index) =>
      change.kind === "delete"
        ? [() => mayWrite(join(root, dirname(change.path)))]
        : [
            () => prepare(root, change.path),
            () => writeWhole(join(root, `${staging}/${index}`), change.text, change.mode),
          ],
    ),
    () => writeWhole(join(root, `${staging}/journal`), JSON.stringify(moves)),
    () => renameSync(join(root, `${staging}/journal`), join(root, journal)),
    ...moves.map((move) => () => perform(root, move)),
    () => rmSync(join(root, journal)),
    () => rmSync(join(root, staging), { recursive: true, force: true }),
  ];
}

/** Runs all steps. When one fails before the journal stands, what was put aside is removed again. */
export function applyChanges(root: string, changes: readonly Change[]): void {
  try {
    for (const step of stepsOf(root, changes)) step();
  } catch (error) {
    if (!isHalfWritten(root)) rmSync(join(root, staging), { recursive: true, force: true });
    throw error;
  }
}

/** Brings to its end what an earlier run left half done. */
export function finish(root: string): void {
  const text = readIfThere(join(root, journal));
  if (text === undefined) return;
  for (const move of movesIn(text)) perform(root, move);
  rmSync(join(root, journal));
  rmSync(join(root, staging), { recursive: true, force: true });
}

/** Thrown for a journal that needle cannot have written. */
export class BrokenJournal extends Error {
  readonly file = journal;
}

/** A journal may come with a repository: it may say only what needle would say. */
function movesIn(text: string): Move[] {
  try {
    const moves = JSON.parse(text) as unknown;
    if (Array.isArray(moves) && moves.every(isMove)) return moves;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BrokenJournal();
}

const inside = "(?!/)(?!.*(^|/)\\.\\.(/|$))";
const ours = new RegExp(
  `^${inside}(ansible\\.cfg|\\.gitlab/needle-[a-z0-9-]+\\.yml|(inventories|playbooks)/.+)$`,
);
/** Specs and files of secrets lie where a person says. */
const target = new RegExp(`^${inside}(\\.gitignore|ansible\\.cfg|(inventories|playbooks)/.+|.+\\.ya?ml)$`);

const isMove = (move: { remove?: unknown; from?: unknown; to?: unknown } | null): move is Move =>
  typeof move?.remove === "string"
    ? ours.test(move.remove)
    : /^\.needle\/staging\/\d+$/.test(String(move?.from)) && target.test(String(move?.to));

export const isHalfWritten = (root: string): boolean => readIfThere(join(root, journal)) !== undefined;

function clean(root: string): void {
  rmSync(join(root, staging), { recursive: true, force: true });
  makeFolder(join(root, staging));
  const ignore = join(root, area, ".gitignore");
  if (readIfThere(ignore) === undefined) writeWhole(ignore, "*\n");
}

/** Finds out before anything is changed what would go wrong while it is. */
function prepare(root: string, path: string): void {
  const folder = join(root, dirname(path));
  makeFolder(folder);
  mayWrite(folder);
  if (statSync(folder).dev !== statSync(join(root, staging)).dev)
    throw Object.assign(new Error(`${dirname(path)} is on another filesystem`), { code: "EXDEV" });
}

const mayWrite = (folder: string): void => accessSync(folder, constants.W_OK);

function perform(root: string, move: Move): void {
  if ("remove" in move) {
    rmSync(join(root, move.remove), { force: true });
    removeEmpty(root, dirname(move.remove));
  } else if (readIfThere(join(root, move.from)) !== undefined) {
    makeFolder(dirname(join(root, move.to)));
    renameSync(join(root, move.from), join(root, move.to));
  }
}

function removeEmpty(root: string, folder: string): void {
  if (!folder.includes("/")) return;
  try {
    rmdirSync(join(root, folder));
  } catch {
    return;
  }
  removeEmpty(root, dirname(folder));
}

function writeWhole(path: string, text: string, mode = 0o644): void {
  const file = openSync(path, "w", mode);
  try {
    writeAll(file, Buffer.from(text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A nearly full disk takes a part of what is written and says so only by the count. */
function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
