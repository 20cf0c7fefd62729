import * as z from "zod";

export const Version = z.string().regex(/^\d+\.\d+\.\d+$/);
export const Cidr = z.string().regex(/^\d+(\.\d+){3}\/\d+$/);
export const Quantity = z.string().regex(/^\d+(\.\d+)?[KMGTP]i?$/);
export const Label = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
export const Domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
export const Jinja = z.string().regex(/^\{\{ .* \}\}$/);

/** Base64, so always the work of a filter. */
export const Encoded = z.string().regex(/^\{\{ .* \| b64encode \}\}$/);
