// The nouns of the library. Every `text` keeps backticks around code and has no other Markdown, except `Block` texts, which are
// Markdown as the author wrote it.

/** A list item: its Markdown, and what is nested under it (code, paragraphs, lists). */
export type Item = { text: string; line: number; blocks: Block[] };

/** A piece of a section, as data, so that any view can draw it. */
export type Block =
  | { kind: "paragraph"; line: number; text: string }
  | { kind: "list"; line: number; items: Item[] }
  | { kind: "ordered"; line: number; start: number; items: Item[] }
  /** `broken`: wrong on purpose, marked so after the fence's language; readers are told. */
  | { kind: "code"; line: number; language: string; text: string; broken?: true }
  /** `lines` say the diagram in arrows, for places that draw none. */
  | { kind: "mermaid"; line: number; text: string; lines: string[] }
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
  /** What learners ask that this section answers, in their words. */
  asked: string[];
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
  /** A team's own, laid over the shipped ones. */
  own?: true;
  file: string;
  /** The line of each key of the front matter. */
  lines: Record<string, number>;
};

export type Option = { text: string; correct: boolean; feedback: string };

/** What every question has. `section` is the full id, `lesson#anchor`. */
type Asked = {
  id: string;
  lesson: string;
  objective: string;
  section: string;
  difficulty: number;
  stem: string;
  explanation: string;
  file: string;
  line: number;
};

/** One right option. */
export type SingleQuestion = Asked & { type: "single"; options: Option[] };
/** Every right option and no other. */
export type MultipleQuestion = Asked & { type: "multiple"; options: Option[] };
/** `output` as a terminal shows it; the options are lines of it. */
export type FaultQuestion = Asked & { type: "fault"; output: string; options: Option[] };

/** A wrong number that people come to, and by which misconception. */
export type Mistake = { value: number; feedback: string };
/** A number in `unit` (see knowledge/question/amount.ts); as far off as `tolerance` counts as right. */
type Amount = { answer: number; unit: string; tolerance: number; mistakes: Mistake[] };
export type NumericQuestion = Asked & Amount & { type: "numeric" };

/** What is run to answer a prediction: manifests on a new cluster, for so long; `read` is what is counted then. */
export type Simulation = {
  nodes: { name: string; cpu: string; memory: string }[];
  manifest: string;
  waitMs: number;
  read: { kind: string; path: string; equals?: string | number | boolean | undefined };
};
/** `trace` is what the simulation showed, line by line; "" until it was run. */
export type PredictQuestion = Asked &
  Amount & { type: "predict"; given: string; simulation?: Simulation | undefined; trace: string };

/** `steps` in the right order. `reversed` names two neighbouring steps by their places from 0, put the wrong way round. */
export type OrderingQuestion = Asked & {
  type: "ordering";
  steps: string[];
  mistakes: { reversed: [number, number]; feedback: string }[];
};

/** What must hold at a path of the manifest: see knowledge/question/manifest-check.ts. */
export type ManifestCheck = { path: string; feedback: string } & (
  | { equals: unknown }
  | { oneOf: unknown[] }
  | { absent: true }
  | { present: true }
  | { within: string }
);
export type FixYamlQuestion = Asked & { type: "fix-yaml"; manifest: string; checks: ManifestCheck[]; solution: string };

/** A statement that an answer must make. Each group of `words` stands for one thing; any one of the group says it. */
export type KeyFact = { fact: string; words: string[][] };
/** Answered in one's own words; `sample` is an answer that says every fact. */
export type FreeTextQuestion = Asked & { type: "free-text"; facts: KeyFact[]; sample: string };

export type ChoiceQuestion = SingleQuestion | MultipleQuestion | FaultQuestion;
export type AmountQuestion = NumericQuestion | PredictQuestion;
export type Question = ChoiceQuestion | AmountQuestion | OrderingQuestion | FixYamlQuestion | FreeTextQuestion;

/** A glossary entry. `id` is `glossary#slug`; `lesson` is a lesson id or a section id. */
export type Term = {
  id: string;
  term: string;
  aliases: string[];
  definition: string;
  lesson?: string | undefined;
  source?: string | undefined;
  /** A team's own, laid over the shipped ones. */
  own?: true;
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
