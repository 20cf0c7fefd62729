import { readForeign } from "../../compiler/source/foreign.ts";
import { namesInIni } from "../../compiler/source/ini-inventory.ts";
import type { Position } from "../../compiler/source/source.ts";
import type { Theirs } from "./files.ts";

/** A variable that a file says, for a group or a host. */
export interface Said extends Position {
  readonly path: string;
  readonly group: string;
  readonly host?: string;
  readonly name: string;
  /** Left out where only Ansible could tell. */
  readonly value?: unknown;
}

/** A group that a file names. */
export interface Named extends Position {
  readonly path: string;
  readonly group: string;
}

interface Contents {
  readonly variables: readonly Said[];
  readonly groups: readonly Named[];
}

/** What a file says of variables and groups; nothing where it cannot be read. */
export function contentsOf(file: Theirs): Contents {
  const { path, text, of } = file;
  const foreign = readForeign(text);
  if (of) {
    const where = {
      path,
      group: of.kind === "group" ? of.name : "",
      ...(of.kind === "host" && { host: of.name }),
    };
    const variables = Object.entries(mapOf(foreign?.data)).map(([name, value]) => ({
      ...where,
      name,
      value,
      ...(foreign?.locate([name]) ?? start),
    }));
    return { variables, groups: of.kind === "group" ? [{ path, group: of.name, ...start }] : [] };
  }
  const isYaml = /\.ya?ml$/.test(path) || Object.keys(mapOf(foreign?.data)).length > 0;
  if (!isYaml) return fromIni(file);
  return foreign ? fromYaml(path, mapOf(foreign.data), [], foreign.locate) : nothing;
}

const start: Position = { line: 1, column: 1 };
const nothing: Contents = { variables: [], groups: [] };

function fromIni({ path, text }: Theirs): Contents {
  const names = namesInIni(text);
  const at = ({ line, column }: Position) => ({ path, line, column });
  return {
    variables: names.flatMap((one) =>
      one.variable === undefined
        ? []
        : [{ ...at(one), group: one.group, name: one.variable, ...(one.host && { host: one.host }) }],
    ),
    groups: names.flatMap((one) => (one.variable === undefined ? [{ ...at(one), group: one.group }] : [])),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Groups in groups, each with hosts, variables and children. */
function fromYaml(
  path: string,
  groups: Fields,
  at: readonly string[],
  locate: (at: readonly string[]) => Position,
): Contents {
  const found = Object.entries(groups).map(([group, written]): Contents => {
    const inside = mapOf(written);
    const variables = (owner: Fields, place: readonly string[], host?: string): Said[] =>
      Object.entries(owner).map(([name, value]) => ({
        path,
        group,
        ...(host !== undefined && { host }),
        name,
        value,
        ...locate([...place, name]),
      }));
    const here = [...at, group];
    const below = fromYaml(path, mapOf(inside["children"]), [...here, "children"], locate);
    return {
      variables: [
        ...variables(mapOf(inside["vars"]), [...here, "vars"]),
        ...Object.entries(mapOf(inside["hosts"])).flatMap(([host, own]) =>
          variables(mapOf(own), [...here, "hosts", host], host),
        ),
        ...below.variables,
      ],
      groups: [{ path, group, ...locate(here) }, ...below.groups],
    };
  });
  return {
    variables: found.flatMap(({ variables }) => variables),
    groups: found.flatMap(({ groups }) => groups),
  };
}

const mapOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
