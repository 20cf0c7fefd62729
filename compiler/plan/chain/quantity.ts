const powers = ["K", "M", "G", "T", "P"];

/** `64Gi` or `900G` in bytes. */
export function bytes(quantity: string): number {
  const [, number = "0", unit = "", binary] = /^([0-9.]+)([KMGTP])(i?)$/.exec(quantity) ?? [];
  return Math.round(Number(number) * (binary ? 1024 : 1000) ** (powers.indexOf(unit) + 1));
}
