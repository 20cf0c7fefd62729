import { randomBytes, randomInt } from "node:crypto";
import type { Form } from "../../compiler/plan/secrets.ts";

/** A random value of a form; nothing for one that only its owner knows. */
export function randomValue(form: Form): string | undefined {
  switch (form.kind) {
    case "password":
      return password(form.length, form.signs ? [...classes, signs] : classes);
    case "base64":
      return randomBytes(form.bytes).toString("base64");
    case "machine-key":
      return `privkey:${randomBytes(32).toString("hex")}`;
    case "given":
      return undefined;
  }
}

const classes = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"];
/** Those that mean nothing to a shell, a URL or YAML. */
const signs = "-._";

/** Drawn until each kind of character is in it, so that every such password is as likely as any other. */
function password(length: number, kinds: readonly string[]): string {
  const all = kinds.join("");
  for (;;) {
    const drawn = Array.from({ length }, () => all[randomInt(all.length)]).join("");
    if (kinds.every((kind) => [...kind].some((character) => drawn.includes(character)))) return drawn;
  }
}

/** What a form is called. */
export function formName(form: Form): string {
  switch (form.kind) {
    case "password":
      return `password of ${form.length} characters`;
    case "base64":
      return `${form.bytes} bytes in base64`;
    case "machine-key":
      return "machine key";
    case "given":
      return "given by a person";
  }
}
