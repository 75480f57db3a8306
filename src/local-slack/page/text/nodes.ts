/** What formatted text is made of, whether it came as mrkdwn or as a rich_text block. Drawn by draw.tsx. */

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

export type Node =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "pre"; text: string }
  | { kind: "list"; ordered: boolean; indent: number; start: number; items: Inline[][] };
