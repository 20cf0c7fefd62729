const units = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
] as const;

/** "3 days ago", as exact as a person needs it. */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, now - then);
  for (const [size, unit] of units) {
    const count = Math.floor(seconds / size);
    if (count > 0) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return `${Math.round(seconds)} s ago`;
}

/** "12 KiB", "3.4 GiB": of a number of KiB. */
export function kibibytes(count: number): string {
  if (count < 1024) return `${count} KiB`;
  return count < 1024 ** 2 ? `${(count / 1024).toFixed(1)} MiB` : `${(count / 1024 ** 2).toFixed(1)} GiB`;
}
