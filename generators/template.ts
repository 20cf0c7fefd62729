import Handlebars from "handlebars";

/** Text for people, never YAML. A field the template names and the data lacks is an error, not an empty place. */
export const template = <Data>(source: string): ((data: Data) => string) =>
  Handlebars.compile<Data>(source, { strict: true, noEscape: true, knownHelpersOnly: true });
