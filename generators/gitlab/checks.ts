import { commonOf, fileOf, type Jobs, jobOf, keep, type Site } from "./pipeline.ts";
import { onComparison } from "./rules.ts";

/** Jobs that need no host and no secret. */
export function checks(site: Site): Jobs {
  const { needle, plan } = site;
  const [codeQuality, lint, blast] = ["code-quality.json", "lint.json", "blast-radius.json"].map((name) =>
    fileOf(site, name),
  );
  const base = { extends: commonOf(site), stage: "check", needs: [] };
  const against = `--against "$NEEDLE_AGAINST"`;
  const allowed = `\${NEEDLE_ALLOW_BLAST:+--allow-blast "$NEEDLE_ALLOW_BLAST"}`;
  return {
    [jobOf(site, "check")]: [
      "What is wrong with the spec, beside its lines in the merge request.",
      {
        ...base,
        script: [needle("check")],
        after_script: [needle("check", `--format code-quality > ${codeQuality}`)],
        ...keep({ reports: { codequality: [`${codeQuality}`] } }),
      },
    ],
    [jobOf(site, "generate")]: [
      "What was committed is what the spec says: nobody has edited it, nobody has forgotten it.",
      { ...base, script: [needle("generate", "--check --diff")] },
    ],
    [jobOf(site, "lint")]: [
      "ansible-lint on what was generated.",
      {
        ...base,
        script: [needle("lint")],
        after_script: [needle("lint", `-- -f codeclimate > ${lint}`)],
        ...keep({ reports: { codequality: [`${lint}`] } }),
      },
    ],
    [jobOf(site, "blast-radius")]: [
      "What the change touches while it is rolled out. Where it is refused and meant, NEEDLE_ALLOW_BLAST says why.",
      {
        ...base,
        rules: [...onComparison],
        variables: { GIT_DEPTH: "0" },
        script: [needle("plan", `${against} ${allowed}`)],
        after_script: [needle("plan", `${against} --json > ${blast}`)],
        ...keep({ expose_as: `Blast radius of ${plan.name}`, paths: [`${blast}`] }),
      },
    ],
  };
}
