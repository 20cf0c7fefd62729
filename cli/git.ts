import { execa } from "execa";

/** A commit of the repository around a folder; paths are relative to that folder. */
export interface Commit {
  /** What stands for it whatever is committed later. */
  readonly id: string;
  /** Text of a file; nothing where the commit has none of that name. */
  read(path: string): Promise<string | undefined>;
  /** Paths of files below some folders that may hold a text: a search, not a proof. */
  list(folders: readonly string[], text: string): Promise<readonly string[]>;
}

/** What a name stands for in git; the reason, where it stands for nothing. */
export async function commitOf(root: string, ref: string): Promise<Commit | string> {
  const git = async (...args: string[]) =>
    execa("git", ["-C", root, ...args], { reject: false, stripFinalNewline: false });
  const { exitCode, stdout, stderr, code } = await git(
    "rev-parse",
    "--verify",
    "--end-of-options",
    `${ref}^{commit}`,
  );
  if (code === "ENOENT") return "git cannot be found";
  if (exitCode !== 0) return stderr.trim().split("\n").at(-1) ?? "";
  const id = stdout.trim();
  return {
    id,
    read: async (path) => {
      const shown = await git("cat-file", "blob", `${id}:./${path}`);
      return shown.exitCode === 0 ? shown.stdout : undefined;
    },
    list: async (folders, text) => {
      const found = await git("grep", "-I", "-l", "-z", "-F", "-e", text, id, "--", ...folders);
      const lines = found.exitCode === 0 ? found.stdout.split("\0") : [];
      return lines.filter((line) => line !== "").map((line) => line.slice(`${id}:`.length));
    },
  };
}
