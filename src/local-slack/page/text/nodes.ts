/** What formatted text is made of, whether it came as mrkdwn, as Markdown or as a rich_text block. Drawn by draw.tsx. */

export type TextStyle = "bold" | "italic" | "strike" | "underline";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "styled"; style: TextStyle; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; url: string; children: Inline[] }
  | { kind: "user"; id: string; label: string }
  | { kind: "channel"; id: string; label: string }
  | { kind: "broadcast"; name: string }
  | { kind: "date"; seconds: number; format: string; url: string; fallback: string }
  | { kind: "emoji"; name: string };

export type Align = "left" | "right" | "center";

/** An entry of a Markdown list: it may hold further lists. `checked` is there for a task only. */
export type Item = { children: Node[]; checked?: boolean };

export type Node =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "pre"; text: string }
  | { kind: "list"; ordered: boolean; indent: number; start: number; items: Inline[][] }
  // Markdown alone has these.
  | { kind: "heading"; level: number; children: Inline[] }
  | { kind: "rule" }
  | { kind: "quoted"; children: Node[] }
  | { kind: "items"; ordered: boolean; start: number; loose: boolean; items: Item[] }
  | { kind: "table"; align: Align[]; head: Inline[][]; rows: Inline[][][] };
