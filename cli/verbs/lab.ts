import { type Verb, verb } from "./verb.ts";

export const lab: Verb = () =>
  verb("lab", "make hosts to try a spec on", ["needle lab up specs/lab-single.yaml"]);
