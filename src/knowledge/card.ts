// Lessons and glossary terms -> cards, the sentences that answers quote.
import { isContrasts, isSymptoms, rowText } from "./blocks.ts";
import { plain, splitSentences } from "./sentences.ts";
import { SINGLE_QUESTIONS } from "./single-questions.ts";
import type { Block, Card, CardKind, Item, Lesson, Section, Term } from "./types.ts";

type Draft = Pick<Card, "kind" | "sentences" | "names"> & { code?: Card["code"] };

/** The parts whose bullets stand alone. */
const FACTS = new Set(["key-facts", SINGLE_QUESTIONS]);

/** Every card of a lesson, in reading order. */
export function cardsOfLesson(lesson: Lesson): Card[] {
  let top = "";
  return lesson.sections.flatMap((section) => {
    if (section.level === 2) top = section.anchor;
    return cardsOfSection(section, top);
  });
}

/** The card of a glossary term: its definition. */
export function cardOfTerm(term: Term): Card {
  const sentences = splitSentences(plain(term.definition));
  const lesson = term.lesson?.split("#")[0] ?? "";
  return { id: `${term.id}/1`, kind: "term", lesson, section: term.id, sentences, names: [term.term, ...term.aliases] };
}

function cardsOfSection(section: Section, top: string): Card[] {
  const drafts: Draft[] = [];
  for (const block of section.blocks) {
    const last = drafts.at(-1);
    if (block.kind === "code" && last && !last.code) last.code = codeOf(block);
    else drafts.push(...draftsOf(block, top));
  }
  const whole = top === "in-short" && drafts.length > 0 ? [merge(drafts)] : drafts;
  return whole.map((draft, index) => ({
    id: `${section.id}/${index + 1}`,
    lesson: section.lesson,
    section: section.id,
    ...draft,
  }));
}

function merge(drafts: Draft[]): Draft {
  return { kind: "short", sentences: drafts.flatMap((draft) => draft.sentences), names: [] };
}

function draftsOf(block: Block, top: string): Draft[] {
  switch (block.kind) {
    case "paragraph":
      return [{ kind: "prose", sentences: splitSentences(plain(block.text)), names: [] }];
    case "list":
      return block.items.map((item) => draftOfItem(item, FACTS.has(top) ? "fact" : "prose"));
    case "ordered":
      return block.items.map((item) => draftOfItem(item, "step"));
    case "table":
      return block.rows.map((row) => draftOfRow(block.header, row));
    case "code":
      return [{ kind: "prose", sentences: [], names: [], code: codeOf(block) }];
    case "mermaid":
      return [];
  }
}

function draftOfItem(item: Item, kind: CardKind): Draft {
  const nested = item.blocks.flatMap((block) => draftsOf(block, "").flatMap((draft) => draft.sentences));
  const code = item.blocks.find((block) => block.kind === "code");
  const sentences = [...splitSentences(plain(item.text)), ...nested];
  return { kind, sentences, names: [], ...(code?.kind === "code" ? { code: codeOf(code) } : {}) };
}

function draftOfRow(header: string[], row: string[]): Draft {
  const cells = row.map(plain);
  const [first = "", second = "", ...rest] = cells;
  if (isSymptoms(header)) return { kind: "symptom", names: [first], sentences: [second, ...rest].filter(Boolean) };
  if (isContrasts(header))
    return { kind: "contrast", names: [first, second], sentences: rest.filter(Boolean).flatMap(splitSentences) };
  return { kind: "prose", names: [first], sentences: [rowText(header, row)] };
}

function codeOf(block: Block & { kind: "code" }): Card["code"] {
  return { language: block.language, text: block.text };
}
