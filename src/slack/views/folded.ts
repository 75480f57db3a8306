// A diagram's lines ("A —why→ B") folded for narrow windows: a box is named once, and its arrows stand under it.

/** The box, the arrow with its words, and what it points to, as knowledge/diagram.ts writes them. */
const ARROW = /^(\s*\S.*?) ((?:—.+?)?[→↔]) (.+)$/;

type Box = { line: string; name: string; arrows: string[] };

/** The same order and the same words. A line stays as it is where its box has one arrow and it is at most `width` characters. */
export function foldDiagram(lines: string[], width: number): string {
  const boxes: Box[] = [];
  for (const line of lines) {
    const [, name = "", arrow = "", target = ""] = ARROW.exec(line) ?? [];
    const last = boxes.at(-1);
    if (name !== "" && name === last?.name) last.arrows.push(`${arrow} ${target}`);
    else boxes.push({ line, name, arrows: name === "" ? [] : [`${arrow} ${target}`] });
  }
  return boxes
    .flatMap(({ line, name, arrows }) => {
      const indent = /^\s*/.exec(name)![0];
      const isShort = arrows.length === 1 && line.length <= width;
      return arrows.length === 0 || isShort ? [line] : [name, ...arrows.map((arrow) => `${indent}  ${arrow}`)];
    })
    .join("\n");
}
