/** A command line in one flag, as words: quoting as in a shell (google/shlex, as docker's --args and --entrypoint read it). */
const WORD = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs;
const PIECE = /\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs;

export const splitWords = (text: string): string[] =>
  [...text.matchAll(WORD)].map(([word]) =>
    word.replaceAll(
      PIECE,
      (_, escaped?: string, double?: string, single?: string) =>
        escaped ?? single ?? (double ?? "").replaceAll(/\\(["\\])/g, "$1"),
    ),
  );
