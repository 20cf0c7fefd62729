import type { Position } from "./source.ts";

/** A name that an inventory in INI says: a group, or a variable of a group or a host. */
export interface IniName extends Position {
  readonly group: string;
  /** Left out: the group's own. */
  readonly host?: string;
  /** Left out: the group itself is named. */
  readonly variable?: string;
}

/** The names in an inventory, and where they stand. What they are worth is Ansible's to say. */
export function namesInIni(text: string): IniName[] {
  const names: IniName[] = [];
  let section = { group: "ungrouped", kind: "hosts" };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const position = { line: index + 1, column: raw.search(/\S/) + 1 };
    const line = raw.trim();
    if (line === "" || /^[#;]/.test(line)) continue;
    const [, group, kind = "hosts"] = /^\[([^:\]]+)(?::(\w+))?\]/.exec(line) ?? [];
    if (group !== undefined) {
      section = { group, kind };
      names.push({ group, ...position, column: position.column + 1 });
    } else if (section.kind === "vars") {
      const [variable = ""] = line.split(/\s*=/);
      names.push({ group: section.group, variable, ...position });
    } else if (section.kind === "hosts") names.push(...ofHost(raw, section.group, index + 1));
  }
  return names;
}

/** `leaf01 ansible_host=192.0.2.1 asn=4200000011` */
function ofHost(raw: string, group: string, line: number): IniName[] {
  const host = raw.trim().split(/\s+/)[0] ?? "";
  return [...raw.matchAll(/(?<=\s)([A-Za-z_]\w*)=/g)].map((found) => ({
    group,
    host,
    variable: found[1] ?? "",
    line,
    column: (found.index ?? 0) + 1,
  }));
}
