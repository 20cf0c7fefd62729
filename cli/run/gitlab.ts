/** How GitLab folds a part of a job's log: an escape sequence at its beginning, and one at its end. */
const clear = "\u001b[0K";

const nameOf = (index: number): string => `needle_play_${index < 0 ? "x" : index + 1}`;

export const sectionStart = (index: number, title: string, milliseconds: number): string =>
  `${clear}section_start:${seconds(milliseconds)}:${nameOf(index)}[collapsed=true]\r${clear}${title}`;

export const sectionEnd = (index: number, milliseconds: number): string =>
  `${clear}section_end:${seconds(milliseconds)}:${nameOf(index)}\r${clear}\n`;

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
