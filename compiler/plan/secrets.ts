import type { Landscape } from "../../schemas/landscape.ts";
import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Secret } from "./plan.ts";

/** What a value must be like. Nobody but its owner knows one that is given; where needle may change it, `next` is what it makes. */
export type Form =
  | { readonly kind: "password"; readonly length: number; readonly signs?: true }
  | { readonly kind: "base64"; readonly bytes: number }
  | { readonly kind: "machine-key" }
  | { readonly kind: "given"; readonly next?: Form };

/** What is asked of a secret, wherever its value comes from. */
export interface Demand {
  readonly purpose: string;
  readonly form: Form;
  /** Why another value written into the vault would break what is there. Left out: it can be changed. */
  readonly stays?: string;
  /** The stage that brings another value to where it is used. Left out: all whose variables have it. */
  readonly changedBy?: string;
}

type Providers = Landscape["secrets"]["providers"];
type Provider = Providers[string];

const vault: Provider = { kind: "vault", prefix: "vault_" };

/** Providers by name; `vault` is always there and may be redefined. */
export const providersOf = ({ providers }: Landscape["secrets"]): Providers => ({ vault, ...providers });

/** Turns `name` or `provider/name` into the Jinja that finds the value when Ansible runs. */
export function secretOf(
  reference: string,
  demand: Demand,
  at: SpecPath,
  secrets: Landscape["secrets"],
): Secret {
  const [first = "", second] = reference.split("/");
  const [provider, name] = second === undefined ? [secrets.default, first] : [first, second];
  const found =
    (Object.hasOwn(providersOf(secrets), provider) ? providersOf(secrets)[provider] : undefined) ?? vault;
  return { name, provider, kind: found.kind, ...demand, at, ...spellings[found.kind](found, name) };
}

type Spelling = (provider: Provider, name: string) => Pick<Secret, "place" | "expression">;

const spellings: Record<Provider["kind"], Spelling> = {
  vault: (provider, name) => {
    const place = `${"prefix" in provider ? provider.prefix : ""}${name.replaceAll("-", "_")}`;
    return { place, expression: `{{ ${place} }}` };
  },
  environment: (provider, name) => {
    const place = `${"prefix" in provider ? provider.prefix : ""}${name.replaceAll("-", "_").toUpperCase()}`;
    return { place, expression: `{{ lookup('ansible.builtin.env', '${place}') }}` };
  },
  file: (provider, name) => {
    const place = `${"directory" in provider ? provider.directory : "."}/${name}`;
    return { place, expression: `{{ lookup('ansible.builtin.file', inventory_dir ~ '/${place}') }}` };
  },
};
