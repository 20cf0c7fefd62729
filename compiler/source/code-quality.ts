import type { Log, Result } from "sarif";
import { v5 } from "uuid";

/** One finding in GitLab's code quality report. */
export interface Finding {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: "critical" | "minor";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** What SARIF says, as GitLab shows it beside the lines of a merge request. */
export function codeQuality({ runs }: Log): Finding[] {
  const seen = new Map<string, number>();
  return runs.flatMap(({ results = [] }) => results).map((result) => findingOf(result, seen));
}

/**
 * GitLab compares the fingerprints of two branches to tell new findings from old ones. So no line is in them, for lines move;
 * and of several that are alike each has its own, for GitLab would show only one.
 */
function findingOf({ ruleId = "", level, message, locations }: Result, seen: Map<string, number>): Finding {
  const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
  const path = decodeURI(artifactLocation?.uri ?? "");
  const description = message.text ?? "";
  const what = JSON.stringify([ruleId, path, description]);
  const before = seen.get(what) ?? 0;
  seen.set(what, before + 1);
  return {
    description,
    check_name: ruleId,
    fingerprint: v5(`${what} ${before}`, namespace),
    severity: level === "error" ? "critical" : "minor",
    location: { path, lines: { begin: region?.startLine ?? 1 } },
  };
}

/** Any UUID will do; another one would make all findings new. */
const namespace = "0f5a7c0e-6c1d-4c56-9a43-3d2b8b1f7e21";
