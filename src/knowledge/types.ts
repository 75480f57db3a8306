// The nouns of the library. Every `text` keeps backticks around code and has no other Markdown, except `Block` texts, which are
// Markdown as the author wrote it.

/** A list item: its Markdown, and what is nested under it (code, paragraphs, lists). */
export type Item = { text: string; line: number; blocks: Block[] };

/** A piece of a section, as data, so that any view can draw it. */
export type Block =
  | { kind: "paragraph"; line: number; text: string }
  | { kind: "list"; line: number; items: Item[] }
  | { kind: "ordered"; line: number; start: number; items: Item[] }
  | { kind: "code"; line: number; language: string; text: string }
  | { kind: "mermaid"; line: number; text: string }
  | { kind: "table"; line: number; header: string[]; rows: string[][] };

/** A `##` or `###` part of a lesson without its sub-parts. `id` is `lesson#anchor`; `path` is the headings above it and its own. */
export type Section = {
  id: string;
  lesson: string;
  anchor: string;
  heading: string;
  level: number;
  path: string[];
  line: number;
  blocks: Block[];
  /** Plain text of the blocks: what an answer quotes and a citation shows. */
  text: string;
};

export type Level = "beginner" | "intermediate" | "advanced";
export type Objective = { id: string; text: string };
export type Source = { title: string; url: string; version?: string | undefined };

export type Lesson = {
  id: string;
  title: string;
  /** The track that lists it in tracks.yaml, "" while none does. */
  track: string;
  level: Level;
  prerequisites: string[];
  aliases: string[];
  asks: string[];
  objectives: Objective[];
  version: string;
  /** YYYY-MM-DD */
  reviewed: string;
  sources: Source[];
  sections: Section[];
  file: string;
  /** The line of each key of the front matter. */
  lines: Record<string, number>;
};

export type Option = { text: string; correct: boolean; feedback: string };

/** A quiz question with one right answer. `section` is the full id, `lesson#anchor`. */
export type Question = {
  id: string;
  lesson: string;
  type: "single";
  objective: string;
  section: string;
  difficulty: number;
  stem: string;
  options: Option[];
  explanation: string;
  file: string;
  line: number;
};

/** A glossary entry. `id` is `glossary#slug`; `lesson` is a lesson id or a section id. */
export type Term = {
  id: string;
  term: string;
  aliases: string[];
  definition: string;
  lesson?: string | undefined;
  source?: string | undefined;
  file: string;
  line: number;
};

export type Track = { id: string; title: string; summary: string; lessons: string[]; file: string; line: number };

export type CardKind = "short" | "fact" | "prose" | "step" | "symptom" | "contrast" | "term";

/**
 * The smallest thing an answer quotes. `id` is `lesson#anchor/2` (of a term `glossary#slug/1`); `section` is the section's id, and of a term
 * `glossary#slug`; `names` are what the card is about where the author said so (the two sides of a contrast, a symptom, a term).
 */
export type Card = {
  id: string;
  kind: CardKind;
  lesson: string;
  section: string;
  sentences: string[];
  names: string[];
  code?: { language: string; text: string } | undefined;
};
