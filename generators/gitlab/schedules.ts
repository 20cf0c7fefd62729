import { fileOf, type Jobs, jobOf, keep, onHostsOf, type Site } from "./pipeline.ts";
import { byCalendar } from "./rules.ts";

/** What is done by the calendar: a schedule of the project sets NEEDLE_SCHEDULE to the job's last word. */
export function schedules(site: Site): Jobs {
  const { needle, plan, gitlab } = site;
  const last = gitlab.parts.at(-1);
  const base = { extends: onHostsOf(site), stage: "watch", needs: [] };
  const onPart = {
    ...(last && { tags: [...last.tags], variables: { NEEDLE_HOSTS: last.hosts.join(" ") } }),
  };
  const limit = last && last.name !== "all" ? ` -- --limit ${last.hosts.join(",")}` : "";
  const run = (stage: string, report: string, rest = "") => ({
    script: [needle("run", `${stage} --junit ${report}${rest}`)],
    ...keep({ reports: { junit: [report] } }),
  });
  return {
    [jobOf(site, "backups")]: [
      plan.hostBackup
        ? "Schedule backups: the newest backup of everything is young."
        : "Schedule backups: the newest snapshot of etcd is young.",
      {
        ...base,
        rules: [...byCalendar("backups")],
        ...run("day2/check_backups", fileOf(site, "backups.xml")),
      },
    ],
    [jobOf(site, "certificates")]: [
      "Schedule certificates: renews what is due, and fails when one ends that only a restart renews.",
      {
        ...base,
        ...onPart,
        rules: [...byCalendar("certificates")],
        ...run("day2/certificates", fileOf(site, "certificates.xml"), limit),
      },
    ],
    ...(plan.hostBackup && {
      [jobOf(site, "restore")]: [
        "Schedule restore: brings the newest backups up beside what runs, and says whether they can be trusted.",
        {
          ...base,
          ...onPart,
          rules: [...byCalendar("restore")],
          environment: { name: plan.name, action: "verify" },
          script: [needle("drill restore", `--record ${fileOf(site, "restored")}`)],
          ...keep({ expose_as: `Restore of ${plan.name}`, paths: [`${fileOf(site, "restored")}/`] }),
        },
      ],
    }),
    ...(plan.pair && {
      [jobOf(site, "drill")]: [
        "Schedule drill: breaks the pair on purpose, and says whether it kept its promise. NEEDLE_DRILL says how.",
        {
          ...base,
          ...onPart,
          variables: { ...onPart.variables, NEEDLE_DRILL: "switchover" },
          rules: [...byCalendar("drill")],
          environment: { name: plan.name, action: "verify" },
          script: [
            needle(
              'drill "$NEEDLE_DRILL"',
              `--real-site ${plan.name} --yes --record ${fileOf(site, "drills")}`,
            ),
          ],
          ...keep({ expose_as: `Drill of ${plan.name}`, paths: [`${fileOf(site, "drills")}/`] }),
        },
      ],
    }),
  };
}
