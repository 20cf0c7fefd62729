export interface Node {
  readonly text: string;
  readonly below?: readonly Node[];
}

/** A tree with its branches drawn. */
export const tree = ({ text, below = [] }: Node): string[] => [
  text,
  ...below.flatMap((node, index) => {
    const last = index === below.length - 1;
    return tree(node).map(
      (line, row) => `${row === 0 ? (last ? "└─ " : "├─ ") : last ? "   " : "│  "}${line}`,
    );
  }),
];
