import { describe, expect, test } from "@jest/globals";
import { parseMarkdown } from "../../src/local-slack/page/text/markdown.ts";
import type { Inline, Node } from "../../src/local-slack/page/text/nodes.ts";
import { safeImage, safeLink } from "../../src/local-slack/page/text/safe.ts";

const text = (written: string): Inline => ({ kind: "text", text: written });
const styled = (style: "bold" | "italic" | "strike", ...children: Inline[]): Inline => ({
  kind: "styled",
  style,
  children,
});
const line = (source: string): Inline[] => {
  const [node] = parseMarkdown(source);
  return node?.kind === "paragraph" ? node.children : [];
};
const paragraph = (written: string): Node => ({ kind: "paragraph", children: [text(written)] });

describe("within a line", () => {
  test("the usual marks, and a citation that is none", () => {
    expect(line("**bold** and `co<de` [1]")).toEqual([
      styled("bold", text("bold")),
      text(" and "),
      { kind: "code", text: "co<de" },
      text(" [1]"),
    ]);
    expect(line("*a **b** c* ~~d~~ __e__")).toEqual([
      styled("italic", text("a "), styled("bold", text("b")), text(" c")),
      text(" "),
      styled("strike", text("d")),
      text(" "),
      styled("bold", text("e")),
    ]);
    expect(line("**a *b***")).toEqual([styled("bold", text("a "), styled("italic", text("b")))]);
  });

  test.each(["2 * 3 * 4", "snake_case_name", "a ** b **", "**never closed", "`nor this", "\\*escaped\\*"])(
    "%s has no marks",
    (source) => {
      expect(line(source)).toEqual([text(source.replaceAll("\\", ""))]);
    },
  );

  test("links open what is safe; the rest is its text", () => {
    expect(line('[x](https://a.example/(y) "title")')).toEqual([
      { kind: "link", url: "https://a.example/(y)", children: [text("x")] },
    ]);
    expect(line("[x](javascript:alert(1))")).toEqual([text("x")]);
    expect(line("[x](data:text/html,<script>)")).toEqual([text("x")]);
    expect(line("see https://a.example/b.")).toEqual([
      text("see "),
      { kind: "link", url: "https://a.example/b", children: [text("https://a.example/b")] },
      text("."),
    ]);
  });

  test("a picture becomes a link, so that nobody is asked for it", () => {
    expect(line("![a pod](https://a.example/p.png)")).toEqual([
      { kind: "link", url: "https://a.example/p.png", children: [text("a pod")] },
    ]);
  });

  test("HTML is the text that it is", () => {
    expect(line("<img src=x onerror=alert(1)> &lt;b&gt;")).toEqual([text("<img src=x onerror=alert(1)> <b>")]);
    expect(parseMarkdown("<script>alert(1)</script>")).toEqual([paragraph("<script>alert(1)</script>")]);
  });

  test("what is Slack's own works inside", () => {
    expect(line("ask <@U1> :tada: <!here>")).toEqual([
      text("ask "),
      { kind: "user", id: "U1", label: "" },
      text(" "),
      { kind: "emoji", name: "tada" },
      text(" "),
      { kind: "broadcast", name: "here" },
    ]);
  });
});

describe("blocks", () => {
  test("headings, rules, quotes; a line break is one", () => {
    expect(parseMarkdown("## Pods ##\na\nb\n\n---\n> q\n> - z\n\nTitle\n===")).toEqual([
      { kind: "heading", level: 2, children: [text("Pods")] },
      paragraph("a\nb"),
      { kind: "rule" },
      {
        kind: "quoted",
        children: [
          paragraph("q"),
          { kind: "items", ordered: false, start: 0, loose: false, items: [{ children: [paragraph("z")] }] },
        ],
      },
      { kind: "heading", level: 1, children: [text("Title")] },
    ]);
  });

  test("lists in lists, tasks, and what goes on under an entry", () => {
    expect(parseMarkdown("3. a\n   more\n   - [x] b\n   - [ ] c\n4. d\n\nafter")).toEqual([
      {
        kind: "items",
        ordered: true,
        start: 3,
        loose: false,
        items: [
          {
            children: [
              paragraph("a\nmore"),
              {
                kind: "items",
                ordered: false,
                start: 0,
                loose: false,
                items: [
                  { checked: true, children: [paragraph("b")] },
                  { checked: false, children: [paragraph("c")] },
                ],
              },
            ],
          },
          { children: [paragraph("d")] },
        ],
      },
      paragraph("after"),
    ]);
  });

  test("code between fences, closed or not yet", () => {
    expect(parseMarkdown("```sh\nx <y>\n  z\n```\na")).toEqual([{ kind: "pre", text: "x <y>\n  z" }, paragraph("a")]);
    expect(parseMarkdown("~~~\nstill **coming")).toEqual([{ kind: "pre", text: "still **coming" }]);
  });

  test("tables, with a bar in a cell and cells that are missing", () => {
    expect(parseMarkdown("| a | b |\n|---|--:|\n| 1\\|2 | **3** |\n| 4 |\n\nend")).toEqual([
      {
        kind: "table",
        align: ["left", "right"],
        head: [[text("a")], [text("b")]],
        rows: [
          [[text("1|2")], [styled("bold", text("3"))]],
          [[text("4")], []],
        ],
      },
      paragraph("end"),
    ]);
  });
});

describe("hostile input takes no time", () => {
  test.each(["*a ", "**a*b", "[", "> ", "- ", "`", "*a`", "_a ", "![", "[a](b", "> > - ", "*`a``", "|-|\n"])(
    "%j twelve thousand characters long",
    (piece) => {
      const source = piece.repeat(12_000 / piece.length);
      const began = performance.now();
      parseMarkdown(source);
      expect(performance.now() - began).toBeLessThan(1000);
    },
  );
});

describe("addresses", () => {
  test.each(["https://a.example/x", "http://127.0.0.1:3000/#C1", "mailto:a@b.example"])("%s may be a link", (url) => {
    expect(safeLink(url)).toBe(url);
  });

  test.each(["javascript:alert(1)", " java\nscript:x", "data:text/html,x", "https://a b", "//a.example", ""])(
    "%j may not",
    (url) => {
      expect(safeLink(url)).toBe("");
    },
  );

  test("pictures come from here or from the text itself", () => {
    const here = "http://127.0.0.1:3000";
    expect(safeImage("/files/F1.png", here)).toBe("/files/F1.png");
    expect(safeImage(`${here}/files/F1.png`, here)).toBe(`${here}/files/F1.png`);
    expect(safeImage("data:image/png;base64,AA", here)).not.toBe("");
    expect(safeImage("https://elsewhere.example/x.png", here)).toBe("");
    expect(safeImage("//elsewhere.example/x.png", here)).toBe("");
    expect(safeImage("data:text/html,x", here)).toBe("");
  });
});
