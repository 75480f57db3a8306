/** A rich_text block -> nodes. */
import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextSection } from "@slack/types";
import type { Inline, Node, TextStyle } from "./nodes.ts";
import { safeLink } from "./safe.ts";
import { isMoment } from "./when.ts";

export function richTextNodes(block: RichTextBlock): Node[] {
  return block.elements.map(blockNode);
}

function blockNode(element: RichTextBlockElement): Node {
  switch (element.type) {
    case "rich_text_section":
      return { kind: "paragraph", children: element.elements.map(inline) };
    case "rich_text_quote":
      return { kind: "quote", children: element.elements.map(inline) };
    case "rich_text_preformatted":
      return {
        kind: "pre",
        text: element.elements.map((part) => part.text ?? ("url" in part ? part.url : "")).join(""),
      };
    case "rich_text_list":
      return {
        kind: "list",
        ordered: element.style === "ordered",
        indent: element.indent ?? 0,
        start: 1 + Number((element as { offset?: number }).offset ?? 0),
        items: element.elements.map((item: RichTextSection) => item.elements.map(inline)),
      };
    default:
      return { kind: "pre", text: JSON.stringify(element satisfies never, null, 2) };
  }
}

type Draw = { [T in RichTextElement["type"]]: (element: Extract<RichTextElement, { type: T }>) => Inline };

// A record rather than a switch: the compiler still demands every type, and each is one line.
const DRAW: Draw = {
  text: (element) => ({ kind: "text", text: element.text }),
  link: (element) => {
    const text: Inline = { kind: "text", text: element.text ?? element.url };
    const url = safeLink(element.url);
    return url === "" ? text : { kind: "link", url, children: [text] };
  },
  user: (element) => ({ kind: "user", id: element.user_id, label: "" }),
  usergroup: (element) => ({ kind: "broadcast", name: element.usergroup_id }),
  team: (element) => ({ kind: "broadcast", name: element.team_id }),
  broadcast: (element) => ({ kind: "broadcast", name: element.range }),
  channel: (element) => ({ kind: "channel", id: element.channel_id, label: "" }),
  emoji: (element) => ({ kind: "emoji", name: element.name }),
  color: (element) => ({ kind: "code", text: element.value }),
  date: ({ timestamp, format, url = "", fallback = "" }) =>
    isMoment(timestamp)
      ? { kind: "date", seconds: timestamp, format, url: safeLink(url), fallback }
      : { kind: "text", text: fallback },
};

function inline(element: RichTextElement): Inline {
  const draw = DRAW[element.type] as ((element: RichTextElement) => Inline) | undefined;
  const drawn = draw?.(element) ?? { kind: "text", text: JSON.stringify(element) };
  const style = element.style ?? {};
  const base: Inline = style.code === true && drawn.kind === "text" ? { kind: "code", text: drawn.text } : drawn;
  const styles: TextStyle[] = ["bold", "italic", "strike", "underline"];
  return styles
    .filter((name) => style[name] === true)
    .reduce<Inline>((inner, name) => ({ kind: "styled", style: name, children: [inner] }), base);
}
