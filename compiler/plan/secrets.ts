import type { Landscape } from "../../schemas/landscape.ts";
import type { SpecPath } from "../diagnostics/diagnostic.ts";
import type { Secret } from "./plan.ts";

type Providers = Landscape["secrets"]["providers"];
type Provider = Providers[string];

const vault: Provider = { kind: "vault", prefix: "vault_" };

/** Providers by name; `vault` is always there and may be redefined. */
export const providersOf = ({ providers }: Landscape["secrets"]): Providers => ({ vault, ...providers });

/** Turns `name` or `provider/name` into the Jinja that finds the value when Ansible runs. */
export function secretOf(
  reference: string,
  purpose: string,
  at: SpecPath,
  secrets: Landscape["secrets"],
): Secret {
  const [first = "", second] = reference.split("/");
  const [provider, name] = second === undefined ? [secrets.default, first] : [first, second];
  const found = Object.hasOwn(providersOf(secrets), provider) ? providersOf(secrets)[provider] : undefined;
  return { name, provider, purpose, at, ...spellings[found?.kind ?? "vault"](found ?? vault, name) };
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
