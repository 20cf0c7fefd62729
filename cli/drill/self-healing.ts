/** Seconds after which a cut undoes itself, should needle not live to do it. */
export const selfHeal = 300;

const unit = "needle-drill-heal";

/** Nothing is left to be undone. */
export const forget = `systemctl stop ${unit}.timer 2>/dev/null; true`;

/** Shell that has something undone later, whatever becomes of needle. */
export const undoLater = (command: string): string =>
  `{ ${forget}; } && systemd-run --quiet --unit ${unit} --on-active=${selfHeal} ${command}`;
