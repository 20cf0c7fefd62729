import type { Change } from "../../compiler/output/tree.ts";

/** Changes as a unified diff that `patch` and people can read. */
export async function showDiff(changes: readonly Change[]): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  return changes
    .map((change) => {
      const was = "was" in change ? change.was : "";
      const now = "text" in change ? change.text : "";
      const names = [
        change.kind === "create" ? "/dev/null" : `a/${change.path}`,
        change.kind === "delete" ? "/dev/null" : `b/${change.path}`,
      ] as const;
      return createTwoFilesPatch(...names, was, now).replace(/^=+\n/, "");
    })
    .join("");
}
