// A page of a lesson as it is drawn: lists, diagrams and words that fit a narrow window, and a notice where the press was.
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Block } from "../../src/knowledge/types.ts";
import { type Page, createReadingRoom } from "../../src/school/learn.ts";
import { foldDiagram } from "../../src/slack/views/folded.ts";
import { lessonView } from "../../src/slack/views/lesson.ts";
import { drawList, richText } from "../../src/slack/views/rich-list.ts";
import { indexView } from "../../src/slack/views/shelves.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const room = createReadingRoom({
  records: { mark: () => Promise.resolve(), read: () => Promise.resolve(new Set<string>()) },
  library,
  clock: { now: () => 0 } as Parameters<typeof createReadingRoom>[0]["clock"],
});

function firstPage(lesson: string): Page {
  const page = room.page(lesson);
  if (!page) throw new Error(`no lesson ${lesson}`);
  return page;
}

const item = (text: string, blocks: Block[] = []) => ({ text, line: 1, blocks });

describe("a diagram's lines", () => {
  test("name a box once, with its arrows under it, in order", () => {
    expect(foldDiagram(["a → b", "a —no, never→ c", "b ↔ c", "a → d"], 44).split("\n")).toEqual([
      "a",
      "  → b",
      "  —no, never→ c",
      "b ↔ c",
      "a → d",
    ]);
  });

  test("are broken at the arrow where they are wider than the window; boxes in boxes keep their depth", () => {
    expect(foldDiagram(["worker-1, pods:", "  web → cable", "  alone"], 6).split("\n")).toEqual([
      "worker-1, pods:",
      "  web",
      "    → cable",
      "  alone",
    ]);
  });

  test("lose no word in any lesson", () => {
    const diagrams = library.lessons
      .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks))
      .flatMap((block) => (block.kind === "mermaid" ? [block.lines] : []));
    expect(diagrams.length).toBeGreaterThan(50);
    for (const lines of diagrams) {
      const folded = foldDiagram(lines, 44);
      const words = new Set(folded.split(/\s+/));
      expect(lines.flatMap((line) => line.trim().split(/\s+/)).filter((word) => !words.has(word))).toEqual([]);
      const arrows = (text: string) => text.match(/[→↔]/g)?.length ?? 0;
      expect(arrows(folded)).toBe(arrows(lines.join("\n")));
    }
  });
});

describe("a list", () => {
  test("is Slack's own, and goes on counting after what stands under an item", () => {
    const code: Block = { kind: "code", line: 2, language: "bash", text: "kubectl get pods" };
    const items = [item("Look."), item("Act:", [code]), item("Look again.")];
    expect(drawList({ kind: "ordered", line: 1, start: 1, items })).toMatchObject({
      type: "rich_text",
      elements: [
        { type: "rich_text_list", style: "ordered", offset: 0 },
        { type: "rich_text_list", style: "ordered", offset: 1 },
        { type: "rich_text_preformatted", elements: [{ text: "kubectl get pods" }] },
        { type: "rich_text_list", style: "ordered", offset: 2, elements: [{ elements: [{ text: "Look again." }] }] },
      ],
    });
    const inner: Block = { kind: "list", line: 2, items: [item("inner")] };
    expect(drawList({ kind: "list", line: 1, items: [item("outer", [inner])] })).toMatchObject({
      elements: [
        { style: "bullet", indent: 0 },
        { style: "bullet", indent: 1, elements: [{ elements: [{ text: "inner" }] }] },
      ],
    });
  });

  test("keeps code, stress and links, and nothing in it addresses anybody", () => {
    expect(richText("`a & <b>` is **very `bold`**, *not* <!channel>; see [docs](https://example.com/a?b&c)")).toEqual([
      { type: "text", text: "a & <b>", style: { code: true } },
      { type: "text", text: " is " },
      { type: "text", text: "very ", style: { bold: true } },
      { type: "text", text: "bold", style: { bold: true, code: true } },
      { type: "text", text: ", " },
      { type: "text", text: "not", style: { italic: true } },
      { type: "text", text: " <!channel>; see " },
      { type: "link", url: "https://example.com/a?b&c", text: "docs" },
    ]);
    expect(richText("web calls http://api, and [x](javascript:y)").filter(({ type }) => type !== "text")).toEqual([]);
  });
});

test("the index says that a name was not found, and still holds every lesson within Slack's limit", async () => {
  const shelves = await room.shelves("T1", "U1");
  const said = (missing: boolean) => JSON.stringify(indexView(shelves, { missing })).includes("No lesson goes by");
  expect([said(true), said(false)]).toEqual([true, false]);
  const { blocks } = indexView(shelves, { missing: true });
  expect(blocks.length).toBeLessThanOrEqual(100);
  const missed = library.lessons.filter(({ id }) => !JSON.stringify(blocks).includes(`"value":"${id}"`));
  expect(missed).toEqual([]);
});

describe("a page", () => {
  test("says what a press has done under the buttons, where the press was", () => {
    const { blocks } = lessonView(firstPage("deployments"), { notice: "A question waits." });
    const said = blocks.findIndex((block) => JSON.stringify(block).includes("A question waits."));
    const pressed = blocks.findIndex((block) => JSON.stringify(block).includes("Quiz me on this"));
    expect(said).toBe(pressed + 1);
  });

  test("keeps its blocks when it is redrawn, and shares none with the next", () => {
    const page = firstPage("deployments");
    const ids = (each: Page, notice = "") => lessonView(each, { notice }).blocks.map(({ block_id }) => block_id);
    const before = ids(page);
    expect(new Set(before).size).toBe(before.length);
    expect(ids(page, "A question waits.").slice(0, before.length)).toEqual(before);
    const next = new Set(ids(firstPage(page.next ?? "")));
    expect(before.filter((id) => next.has(id))).toEqual([]);
  });

  test("has a title that means something when it is cut, and an index of its track", () => {
    expect(lessonView(firstPage("services")).title.text).toBe("Services");
    for (const { id, title } of library.lessons) {
      const drawn = lessonView(firstPage(id)).title.text;
      expect(title.startsWith(drawn.replace(/…$/, ""))).toBe(true);
      expect(drawn === title).toBe(title.length <= 24);
    }
    expect(JSON.stringify(lessonView(firstPage("services")).blocks)).toContain('"value":"networking"');
  });
});
