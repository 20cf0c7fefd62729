import { Expression } from "../../compiler/output/yaml.ts";
import type { Secret } from "../../compiler/plan/plan.ts";

/** Another variable's value: what must be equal is said once. */
export const same = (variable: string): Expression => new Expression(`{{ ${variable} }}`);

export const valueFrom = ({ expression }: Secret): Expression => new Expression(expression);

/** As the data of a Secret in Kubernetes wants it. */
export const encoded = (value: string | Expression): Expression =>
  typeof value === "string"
    ? new Expression(`{{ '${value}' | b64encode }}`)
    : new Expression(value.source.replace(/^\{\{ (.*) \}\}$/, "{{ $1 | b64encode }}"));
