import { describe, expect, test } from "@jest/globals";
import { glyphOf, plainText, splitEmoji } from "../../src/local-slack/page/text/emoji.ts";
import { parseInline, parseMrkdwn } from "../../src/local-slack/page/text/mrkdwn.ts";
import type { Inline } from "../../src/local-slack/page/text/nodes.ts";
import { richTextNodes } from "../../src/local-slack/page/text/rich.ts";

/** A readable shorthand: b(...) for bold and so on. */
function show(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "text") return node.text;
      if (node.kind === "styled") return `${node.style}(${show(node.children)})`;
      if (node.kind === "link") return `link(${node.url}: ${show(node.children)})`;
      if (node.kind === "code") return `code(${node.text})`;
      if (node.kind === "date") return `date(${node.seconds} ${node.format} ${node.fallback})`;
      if (node.kind === "user" || node.kind === "channel") return `${node.kind}(${node.id} ${node.label})`;
      return `${node.kind}(${node.name})`;
    })
    .join("");
}

const inline = (text: string): string => show(parseInline(text));

describe("inline mrkdwn", () => {
  test.each([
    ["*bold* _italic_ ~gone~ `code`", "bold(bold) italic(italic) strike(gone) code(code)"],
    ["*bold _and italic_*", "bold(bold and italic)".replace("and italic", "italic(and italic)")],
    ["*bold `a*b` on*", "bold(bold code(a*b) on)"],
    ["snake_case_name and 2*3*4", "snake_case_name and 2*3*4"],
    ["* not a style *", "* not a style *"],
    ["*open on\nanother line*", "*open on\nanother line*"],
    ["(*a*), *b*.", "(bold(a)), bold(b)."],
    ["**", "**"],
    ["`*as it is* &lt;b&gt;`", "code(*as it is* <b>)"],
    ["a &amp;&amp; b &lt; c", "a && b < c"],
    ["<@U1> in <#C1|general>", "user(U1 ) in channel(C1 general)"],
    ["<!here> <!channel> <!subteam^S1|@ops>", "broadcast(here) broadcast(channel) broadcast(ops)"],
    ["<!date^1700000000^{date} at {time}|then>", "date(1700000000 {date} at {time} then)"],
    ["<!date^99999999999999999^{date}|then>", "then"],
    ["<https://a.example/x?y=1&amp;z=2|a *link*>", "link(https://a.example/x?y=1&z=2: a bold(link))"],
    ["<mailto:a@b.example|write>", "link(mailto:a@b.example: write)"],
    ["see https://a.example/path.", "see link(https://a.example/path: https://a.example/path)."],
    [":tada: :not_an_emoji: 10:30:45", "emoji(tada) :not_an_emoji: 10:30:45"],
  ])("%s", (source, expected) => {
    expect(inline(source)).toBe(expected);
  });

  test.each(["<javascript:alert(1)|click>", "<data:text/html,x|click>", "<vbscript:x>", "<none>", "a <b>c</b>"])(
    "%s stays text",
    (source) => {
      expect(inline(source)).toBe(source);
    },
  );

  test("an address in text cannot smuggle a quote or a bracket", () => {
    const [node] = parseInline('https://a.example/"onmouseover="x');
    expect(node).toMatchObject({ kind: "link", url: "https://a.example/" });
  });

  test("a long text without any closing mark is read quickly", () => {
    const started = performance.now();
    parseInline("*a ".repeat(5000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("blocks of mrkdwn", () => {
  test("code, quotes and paragraphs", () => {
    const nodes = parseMrkdwn("before\n&gt; said\n&gt; twice\nafter ```kubectl get pods\n  -A &amp;&amp; true``` end");
    expect(nodes.map((node) => node.kind)).toEqual(["paragraph", "quote", "paragraph", "pre", "paragraph"]);
    expect(nodes[1]).toEqual({ kind: "quote", children: [{ kind: "text", text: "said\ntwice" }] });
    expect(nodes[3]).toEqual({ kind: "pre", text: "kubectl get pods\n  -A && true" });
  });

  test("bullets stay as they were written, on their lines", () => {
    expect(parseMrkdwn("• one\n• two")).toEqual([
      { kind: "paragraph", children: [{ kind: "text", text: "• one\n• two" }] },
    ]);
  });

  test("an unclosed fence is text", () => {
    expect(parseMrkdwn("```open")).toEqual([{ kind: "paragraph", children: [{ kind: "text", text: "```open" }] }]);
  });
});

describe("rich text", () => {
  test("sections, lists, quotes, code, and unsafe links as text", () => {
    const nodes = richTextNodes({
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "x", style: { bold: true, italic: true } },
            { type: "link", url: "javascript:alert(1)", text: "no" },
            { type: "user", user_id: "U1" },
            { type: "text", text: "c", style: { code: true } },
          ],
        },
        {
          type: "rich_text_list",
          style: "ordered",
          indent: 1,
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "one" }] }],
        },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: "a\nb" }] },
      ],
    });
    expect(nodes[0]?.kind === "paragraph" && show(nodes[0].children)).toBe("italic(bold(x))nouser(U1 )code(c)");
    expect(nodes[1]).toMatchObject({ kind: "list", ordered: true, indent: 1, start: 1 });
    expect(nodes[2]).toEqual({ kind: "pre", text: "a\nb" });
  });
});

describe("emoji", () => {
  test("known by their shortcodes, with skin tones dropped", () => {
    expect(glyphOf("tada")).toBe("🎉");
    expect(glyphOf("wave::skin-tone-3")).toBe("👋");
    expect(glyphOf("toString")).toBeUndefined();
  });

  test("plain text: shortcodes and entities", () => {
    expect(plainText({ text: "A &amp; B :ship: :nope:" })).toBe("A & B 🚢 :nope:");
  });

  test("split apart, as shortcodes or as glyphs", () => {
    expect(splitEmoji("a :ship: b✅", { shortcodes: true, glyphs: true })).toEqual([
      { text: "a " },
      { name: "ship" },
      { text: " b" },
      { name: "white_check_mark" },
    ]);
    expect(splitEmoji("a :ship: ✅", { shortcodes: false, glyphs: false })).toEqual([{ text: "a :ship: ✅" }]);
  });
});
