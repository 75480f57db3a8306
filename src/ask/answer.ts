// What the Ask room says back, and what it may cite. Closed unions, so that views can prove they draw every case.

/** Something that an answer may quote: a section of a lesson, a glossary entry, or a fact of a running simulation. */
export type Passage = {
  /** `lesson#anchor`, `glossary#slug`, or for a simulation whatever the lab calls the fact. */
  id: string;
  kind: "lesson" | "simulation";
  /** Plain text with backticks around code; quoted sentences stand in it verbatim. */
  text: string;
  /** The lesson's id, "" for a glossary term without a lesson and for a simulation. */
  lesson: string;
  /** The section of the lesson to open, `lesson#anchor`; "" where there is none. */
  section: string;
  lessonTitle: string;
  heading: string;
};

/**
 * One sentence, or with `code` a command or manifest to show in a code block. `cites` are numbers of citations. A sentence with the
 * role "symptom" is a headline (it ends without a full stop) and the next ones are its cause, check and fix; a "step" is numbered by views.
 */
export type Sentence = { text: string; cites: number[]; code?: boolean; role?: Role };

export type Role = "symptom" | "cause" | "check" | "fix" | "step";

/** What is quoted from which passage, before citations are numbered. */
export type Quote = { passage: string; text: string; code?: true; role?: Role };

export type Citation = { n: number; passage: Passage; section: string; lessonTitle: string; heading: string };

/** A lesson worth opening, at a section when one fits. */
export type Nearby = { lesson: string; title: string; section?: string };

/** Why nothing was answered. */
export type Reason =
  | "empty"
  | "too-long"
  | "small-talk"
  | "injection"
  | "action"
  | "unknowable"
  | "off-language"
  | "not-covered";

export type Answer =
  | {
      kind: "answer";
      intent: Intent;
      sentences: Sentence[];
      citations: Citation[];
      /** The best passages, best first, cited or not. */
      retrieved: Passage[];
      /** Where to go on: the lesson and section that carries most of the answer. "" when only the glossary does. */
      related: { lesson: string; section: string };
      /** It was asked in another language: say that the lessons, and so the answer, are in English. */
      translated?: true;
      /** It is the long one already. */
      longer?: true;
    }
  /** Close to what the lessons say, but not said there: name the lessons, do not answer. */
  | { kind: "nearest"; nearest: Nearby[]; retrieved: Passage[] }
  | { kind: "refused"; reason: Reason; nearest: Nearby[]; retrieved: Passage[] };

/** What kind of answer a question wants. */
export type Intent = "define" | "compare" | "how-to" | "trouble" | "yes-no" | "facts";

/**
 * `history` is what the same person asked before in the thread, oldest first. `unasked` marks a question that was not put to us: it is
 * answered only when every word of it is one that the lessons use, because people talk about other things in our threads too. `longer` asks
 * for up to 320 words instead of 120.
 */
export type Question = { text: string; history?: string[]; unasked?: boolean; longer?: boolean };

export type Ask = (question: Question) => Answer;
