/** Versions in an order that numbers have: 1.34 before 1.100. What comes after the minor version counts for nothing. */
export function minorOf(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 1e6 + minor;
}
