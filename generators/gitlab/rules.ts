import type { Rule } from "./pipeline.ts";

const inMergeRequest = '$CI_PIPELINE_SOURCE == "merge_request_event"';
const onDefaultBranch = '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"';

/** For a change that is proposed, and for one that has been merged. */
export const onChange: readonly Rule[] = [{ if: inMergeRequest }, { if: onDefaultBranch }];

/** A protected variable reaches a merge request only where the project has decided so. */
export const onChangeWithKey: readonly Rule[] = [
  { if: `${inMergeRequest} && $NEEDLE_SSH_KEY` },
  { if: onDefaultBranch },
];

/** What was there before: the branch that is merged into, or the default branch before the push. */
export const onComparison: readonly Rule[] = [
  { if: inMergeRequest, variables: { NEEDLE_AGAINST: "$CI_MERGE_REQUEST_DIFF_BASE_SHA" } },
  {
    if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BEFORE_SHA !~ /^0+$/',
    variables: { NEEDLE_AGAINST: "$CI_COMMIT_BEFORE_SHA" },
  },
];

export const afterMerge: readonly Rule[] = [{ if: onDefaultBranch }];

/** Somebody says so, in GitLab, job by job. */
export const byHand: readonly Rule[] = [{ if: onDefaultBranch, when: "manual", allow_failure: false }];

/** A schedule of the project says which by its variable. */
export const byCalendar = (what: string): readonly Rule[] => [
  { if: `$CI_PIPELINE_SOURCE == "schedule" && $NEEDLE_SCHEDULE == "${what}"` },
];
