import * as z from "zod";
import { type Contract, secrets } from "./role.ts";

type Property = { readonly description?: string; readonly default?: unknown; readonly type?: string };

/** A role's variables as the table of its README. */
export function variableTable({ vars }: Contract): string {
  const { properties = {}, required = [] } = z.toJSONSchema(vars, { io: "input" });
  const rows = Object.entries(properties).map(([name, schema]) => {
    const { description = "", default: value, type = "" } = schema as Property;
    const hidden = secrets.has(vars.shape[name] as z.ZodType) ? " Secret." : "";
    const shown = required.includes(name) ? "required" : `\`${JSON.stringify(value)}\``;
    return `| \`${name}\` | ${type} | ${shown} | ${cell(description)}${hidden} |\n`;
  });
  return `| variable | type | default | meaning |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
