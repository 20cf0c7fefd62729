import { error } from "./word.ts";

/** What stands in the way of reading a spec at all. */
export const yaml = {
  "yaml/syntax": (p: { detail: string }) => error(p.detail),
  "yaml/empty": () => error("the spec is empty", "start from specs/lab-single.yaml"),
  "yaml/several-documents": () =>
    error("one file holds one spec", "put the second document into a file of its own"),
  "yaml/duplicate-key": (p: { key: string }) =>
    error(`key "${p.key}" stands twice`, "the second would hide the first"),
  "yaml/reserved-key": (p: { key: string }) => error(`"${p.key}" cannot be a key`, "choose another name"),
  "yaml/too-deep": () => error("nested too deeply, or aliases that grow without end", "write it out flat"),
};
