import { describe, expect, test } from "@jest/globals";
import { cardsOfLesson } from "../../src/knowledge/card.ts";
import { parseLesson } from "../../src/knowledge/lesson.ts";
import { plain, splitSentences } from "../../src/knowledge/sentences.ts";
import { LESSON, LESSON_FILE, lessonWith, lineOf, replaced } from "./fixture.ts";

describe("parseLesson", () => {
  const lesson = lessonWith();
  const section = (anchor: string) => lesson.sections.find((each) => each.anchor === anchor)!;

  test("gives sections with ids, heading paths and the line of their heading", () => {
    expect(lesson.sections.map(({ id }) => id)).toEqual([
      "anchors#in-short",
      "anchors#key-facts",
      "anchors#weight",
      "anchors#how-to",
      "anchors#drop",
      "anchors#trouble",
      "anchors#confuse",
    ]);
    expect(section("weight")).toMatchObject({
      heading: "Weight",
      level: 3,
      path: ["Key facts", "Weight"],
      line: lineOf(LESSON, "### Weight"),
    });
    expect(section("confuse").path).toEqual(["Do not confuse"]);
  });

  test("gives blocks as data, with lines, and keeps their Markdown", () => {
    expect(section("weight").blocks).toMatchObject([
      {
        kind: "list",
        line: lineOf(LESSON, "- An anchor"),
        items: [
          { text: "An anchor weighs [far less](#in-short) than the **chain**.", line: lineOf(LESSON, "- An anchor") },
          { line: lineOf(LESSON, "- Chains") },
        ],
      },
    ]);
    expect(section("drop").blocks).toMatchObject([
      {
        kind: "ordered",
        start: 1,
        items: [
          { text: "Stop the ship.", blocks: [{ kind: "code", language: "bash", text: "ship stop" }] },
          { text: "Let go." },
        ],
      },
      { kind: "code", language: "bash", text: "anchor drop", line: lineOf(LESSON, "```bash\nanchor") },
    ]);
    expect(section("confuse").blocks).toMatchObject([
      {
        kind: "table",
        header: ["This", "That", "Difference"],
        rows: [["Anchor", "Buoy", "An anchor sinks; a buoy floats."]],
      },
    ]);
  });

  test("gives a section's text without links and emphasis, code and commands included", () => {
    expect(section("weight").text).toContain("An anchor weighs far less than the chain.");
    expect(section("drop").text).toBe("Stop the ship.\nship stop\nLet go.\nanchor drop");
  });

  test("reads files with Windows line ends alike", () => {
    const windows = parseLesson(LESSON.replaceAll("\n", "\r\n"), LESSON_FILE);
    expect(windows).toEqual({ value: lesson });
  });

  test.each([
    ["no front matter", LESSON.slice(4), 1, "no front matter", "begin with ---"],
    ["a missing key", replaced(LESSON, "title: Anchors\n", ""), 2, '"title" is missing', "add it"],
    ["an unknown key", replaced(LESSON, "title:", "colour: red\ntitle:"), 2, 'unknown key "colour"', "remove it"],
    ["a wrong level", replaced(LESSON, "beginner", "easy"), 4, "is not beginner", "FORMAT.md"],
    ["an id with capitals", replaced(LESSON, "id: anchors", "id: Anchors"), 2, "lower-case", "FORMAT.md"],
    [
      "reviewed that is no date",
      replaced(LESSON, "2026-11-22", "last week"),
      lineOf(LESSON, "reviewed"),
      "is not a date",
      "FORMAT.md",
    ],
    [
      "a source without a URL",
      replaced(LESSON, "https://example.com/anchors", "a book"),
      lineOf(LESSON, "    url"),
      "is not a URL",
      "FORMAT.md",
    ],
    ["broken YAML", replaced(LESSON, "aliases: [anchor]", "aliases: [anchor"), 7, "not valid YAML", "indentation"],
    [
      "a heading without an anchor",
      replaced(LESSON, "### Weight {#weight}", "### Weight"),
      lineOf(LESSON, "### Weight"),
      'heading "Weight"',
      "anchor",
    ],
    ["a heading of level 1", replaced(LESSON, "### Weight", "# Weight"), lineOf(LESSON, "### Weight"), "heading", "##"],
    [
      "HTML",
      replaced(LESSON, "An anchor holds", "<div>hi</div>\n\nAn anchor holds"),
      lineOf(LESSON, "An anchor holds"),
      "HTML in a lesson",
      "write a heading",
    ],
    [
      "text before a heading",
      replaced(LESSON, "## In short", "Hello.\n\n## In short"),
      lineOf(LESSON, "## In short"),
      "text before the first heading",
      "In short",
    ],
  ])("refuses %s and says where", (_, text, line, found, mend) => {
    const parsed = parseLesson(text, LESSON_FILE);
    expect(parsed).toMatchObject({
      problems: [
        { file: LESSON_FILE, line, found: expect.stringContaining(found), mend: expect.stringContaining(mend) },
      ],
    });
  });
});

describe("cardsOfLesson", () => {
  const cards = cardsOfLesson(lessonWith());
  const card = (id: string) => cards.find((each) => each.id === id);

  test("one card a fact, step, symptom and contrast; one for the summary", () => {
    expect(cards.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      "anchors#in-short/1 short",
      "anchors#weight/1 fact",
      "anchors#weight/2 fact",
      "anchors#drop/1 step",
      "anchors#drop/2 step",
      "anchors#trouble/1 symptom",
      "anchors#confuse/1 contrast",
    ]);
  });

  test("sentences are plain; steps carry their commands; rows carry their names", () => {
    expect(card("anchors#in-short/1")?.sentences).toEqual([
      "An anchor holds a ship in its place.",
      "A ship without an anchor drifts.",
    ]);
    expect(card("anchors#weight/2")?.sentences).toEqual([
      "Chains come in shackles, e.g. of 27.5 metres.",
      "A ship has several.",
    ]);
    expect(card("anchors#drop/1")?.code).toEqual({ language: "bash", text: "ship stop" });
    expect(card("anchors#drop/2")?.code).toEqual({ language: "bash", text: "anchor drop" });
    expect(card("anchors#trouble/1")).toMatchObject({
      names: ["The anchor drags"],
      sentences: ["The chain is short.", "Run `chain --length`.", "Pay out more chain."],
    });
    expect(card("anchors#confuse/1")).toMatchObject({
      names: ["Anchor", "Buoy"],
      sentences: ["An anchor sinks; a buoy floats."],
    });
  });

  test("every sentence and command stands verbatim in the text of its section", () => {
    const { sections } = lessonWith();
    for (const { section, sentences, code } of cards) {
      const text = sections.find(({ id }) => id === section)!.text;
      for (const piece of [...sentences, ...(code ? [code.text] : [])]) expect(text).toContain(piece);
    }
  });
});

describe("sentences", () => {
  test.each([
    ["One. Two! Three?", ["One.", "Two!", "Three?"]],
    ["Use e.g. Docker 1.12 or later. Then `a. B` stays.", ["Use e.g. Docker 1.12 or later.", "Then `a. B` stays."]],
    ["He said (twice.) And left", ["He said (twice.)", "And left"]],
    ["no end", ["no end"]],
    ["", []],
  ])("splits %j", (text, sentences) => {
    expect(splitSentences(text)).toEqual(sentences);
  });

  test("plain text keeps code and drops emphasis, links and escapes", () => {
    expect(plain("**Bold** and *this* [link](x.md#y), `a_b_c *d*` snake_case_name 2 * 3 \\<none\\>")).toBe(
      "Bold and this link, `a_b_c *d*` snake_case_name 2 * 3 <none>",
    );
  });
});
