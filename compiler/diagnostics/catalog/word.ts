export type Severity = "error" | "warning";

export interface Wording {
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
}

export const error = (message: string, help?: string): Wording => ({
  severity: "error",
  message,
  ...(help && { help }),
});
export const warning = (message: string, help?: string): Wording => ({
  ...error(message, help),
  severity: "warning",
});
