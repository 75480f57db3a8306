import { describe, expect, test } from "@jest/globals";
import { markdownToHtml } from "../../src/local-slack/page/text/markdown.ts";
import { safeImage, safeLink } from "../../src/local-slack/page/text/safe.ts";

const name = (node: { kind: string }): string => `[${node.kind}]`;
const html = (source: string): string => markdownToHtml(source, name).trim();

describe("markdown", () => {
  test("the usual", () => {
    expect(html("**bold** and `code` [1]")).toBe("<p><strong>bold</strong> and <code>code</code> [1]</p>");
    expect(html("1. a\n2. b")).toContain("<ol>");
  });

  test("links open elsewhere, and only safe ones are links", () => {
    expect(html("[x](https://a.example)")).toContain(
      '<a href="https://a.example" target="_blank" rel="noopener noreferrer">x</a>',
    );
    expect(html("[x](javascript:alert(1))")).toBe("<p>x</p>");
  });

  test("HTML is shown as the text it is", () => {
    expect(html("<img src=x onerror=alert(1)>")).not.toContain("<img");
    expect(html("a <script>alert(1)</script>")).not.toContain("<script");
  });

  test("a picture becomes a link, so that nobody is asked for it", () => {
    expect(html("![a pod](https://a.example/p.png)")).toContain(">a pod</a>");
    expect(html("![a pod](https://a.example/p.png)")).not.toContain("<img");
  });

  test("tables scroll on their own", () => {
    expect(html("| a | b |\n|---|--:|\n| 1 | 2 |")).toContain('<td class="align-right">2</td>');
  });

  test("what is Slack's own works inside", () => {
    expect(html("ask <@U1> :tada:")).toBe('<p>ask <span class="mention">[user]</span> [emoji]</p>');
  });
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
