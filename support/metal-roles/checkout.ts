import { execFileSync } from "node:child_process";

/** A git repository of metal-roles, read at any commit; it needs no work tree. */
export class Checkout {
  readonly #folder: string;
  readonly #blobs = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The text of files by path. */
  files(ref: string, wanted: RegExp): Map<string, string> {
    const lines = this.#git("ls-tree", "-r", ref).split("\n");
    const entries = lines.map((line) => /^\S+ blob (\S+)\t(.*)$/.exec(line) ?? []);
    return new Map(
      entries.flatMap(([, hash, path]) =>
        hash && path && wanted.test(path) ? [[path, this.#blob(hash)]] : [],
      ),
    );
  }

  commit(ref: string): string {
    return this.#git("rev-parse", `${ref}^{commit}`).trim();
  }

  /** Release tags in `ref`, the oldest first. */
  releases(ref: string): string[] {
    const tags = this.#git("tag", "--merged", ref, "--sort=version:refname").split("\n");
    return tags.filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  }

  #blob(hash: string): string {
    const text = this.#blobs.get(hash) ?? this.#git("cat-file", "blob", hash);
    this.#blobs.set(hash, text);
    return text;
  }

  #git(...words: string[]): string {
    return execFileSync("git", ["-C", this.#folder, ...words], { encoding: "utf8", maxBuffer: 2 ** 28 });
  }
}
