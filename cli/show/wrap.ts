/** Breaks a text into lines of at most so many characters; a word longer than a line keeps one for itself. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The same with a head before the first line and blanks of its length before the others. */
export const hang = (head: string, text: string, width: number): string[] =>
  wrap(text, width - head.length).map((line, index) => (index === 0 ? head : " ".repeat(head.length)) + line);
