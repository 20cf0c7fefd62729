/** Host of an http(s) address, without its port. `URL` refuses some names that DNS takes. */
export const hostOf = (url: string): string => /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? "";

/** Host and port. */
export const authorityOf = (url: string): string => /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? "";
