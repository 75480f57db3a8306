/** Two texts, line by line, as `diff -u` shows what differs: hunks with three lines around each change. */

type Line = { sign: " " | "-" | "+"; text: string };

/** How many lines what begins at each pair of lines has in common, a row for each line of `before` and one more. */
function commonLengths(before: string[], after: string[]): number[][] {
  const rows: number[][] = [Array.from({ length: after.length + 1 }, () => 0)];
  for (const line of before.toReversed()) {
    const below = rows[0] ?? [];
    const row = [0];
    for (const [fromEnd, other] of after.toReversed().entries()) {
      const at = after.length - 1 - fromEnd;
      const same = line === other ? (below[at + 1] ?? 0) + 1 : 0;
      row.unshift(Math.max(same, below[at] ?? 0, row[0] ?? 0));
    }
    rows.unshift(row);
  }
  return rows;
}

/** Whether leaving out a line of `before` loses nothing of what is common. */
const isSpare = (lengths: number[][], i: number, j: number) => lengths[i + 1]?.[j] === lengths[i]?.[j];

function compare(before: string[], after: string[]): Line[] {
  const lengths = commonLengths(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [gone, come] = [before[i], after[j]];
    if (gone !== undefined && gone === come) {
      lines.push({ sign: " ", text: gone });
      i++;
      j++;
    } else if (gone !== undefined && isSpare(lengths, i, j)) {
      lines.push({ sign: "-", text: gone });
      i++;
    } else {
      lines.push({ sign: "+", text: come ?? "" });
      j++;
    }
  }
  return lines;
}

const AROUND = 3;

/** From which line to which a hunk goes; changes that are near each other share one. */
function hunksOf(lines: Line[]): { from: number; to: number }[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [i, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    const last = hunks.at(-1);
    const [from, to] = [Math.max(0, i - AROUND), Math.min(lines.length, i + AROUND + 1)];
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks;
}

const count = (lines: Line[], ...signs: string[]) => lines.filter(({ sign }) => signs.includes(sign)).length;
const range = (start: number, length: number) =>
  length === 1 ? `${start + 1}` : `${length === 0 ? start : start + 1},${length}`;

/** The hunks, each line with its end; "" when the texts are one. */
export function unifiedDiff(before: string, after: string): string {
  const split = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
  const lines = compare(split(before), split(after));
  return hunksOf(lines)
    .map(({ from, to }) => {
      const [ahead, own] = [lines.slice(0, from), lines.slice(from, to)];
      const old = range(count(ahead, " ", "-"), count(own, " ", "-"));
      const fresh = range(count(ahead, " ", "+"), count(own, " ", "+"));
      return `@@ -${old} +${fresh} @@\n${own.map(({ sign, text }) => `${sign}${text}\n`).join("")}`;
    })
    .join("");
}
