// A team's own contents laid over the shipped ones: what is new is added, what has the same id is replaced, what the team hides is left out.
import { detach } from "./detach.ts";
import type { Hidden } from "./hidden.ts";
import type { Contents } from "./library.ts";
import type { Problem } from "./problem.ts";

/** What two libraries give together, and what is wrong with the list of what is hidden. */
export type LaidOver = { contents: Required<Contents>; problems: Problem[] };

/** `hidden` is undefined when the team hides nothing. Shipped things that point to what is gone are loosened; the team's own are left to the gate. */
export function layOver(shipped: Required<Contents>, team: Required<Contents>, hidden: Hidden | undefined): LaidOver {
  const { lessons, questions, terms, tracks, scenarios } = team;
  const own: Required<Contents> = {
    lessons: lessons.map((lesson) => ({ ...lesson, own: true as const })),
    questions,
    terms: terms.map((term) => ({ ...term, own: true as const })),
    tracks,
    scenarios,
  };
  const kept: Required<Contents> = {
    lessons: remaining(shipped.lessons, own.lessons, hidden?.lessons, byId),
    questions: remaining(shipped.questions, own.questions, hidden?.questions, byId),
    terms: remaining(shipped.terms, own.terms, hidden?.terms, ({ term }) => term.toLowerCase()),
    tracks: remaining(shipped.tracks, own.tracks, hidden?.tracks, byId),
    scenarios: remaining(shipped.scenarios, own.scenarios, hidden?.scenarios, byId),
  };
  const loose = detach(kept, own);
  return {
    contents: {
      lessons: [...loose.lessons, ...own.lessons],
      questions: [...loose.questions, ...own.questions],
      terms: [...loose.terms, ...own.terms],
      tracks: [...loose.tracks, ...own.tracks],
      scenarios: [...loose.scenarios, ...own.scenarios],
    },
    problems: hidden ? checkHidden(hidden, shipped) : [],
  };
}

const byId = ({ id }: { id: string }) => id;

/** What is shipped and neither replaced nor hidden. */
function remaining<T>(shipped: T[], own: T[], hidden: string[] = [], name: (thing: T) => string): T[] {
  const gone = new Set([...own.map(name), ...hidden, ...hidden.map((each) => each.toLowerCase())]);
  return shipped.filter((thing) => !gone.has(name(thing)));
}

/** Everything on the list must be something that is shipped: a slip would otherwise hide nothing and say nothing. */
function checkHidden(hidden: Hidden, shipped: Required<Contents>): Problem[] {
  const names: Record<"lessons" | "questions" | "scenarios" | "terms" | "tracks", string[]> = {
    lessons: shipped.lessons.map(byId),
    questions: shipped.questions.map(byId),
    scenarios: shipped.scenarios.map(byId),
    terms: shipped.terms.map(({ term }) => term.toLowerCase()),
    tracks: shipped.tracks.map(byId),
  };
  return Object.entries(names).flatMap(([kind, known]) => {
    const listed = hidden[kind as keyof typeof names];
    return listed.flatMap((id, at) => {
      if (known.includes(id) || known.includes(id.toLowerCase())) return [];
      const line = hidden.lineOf([kind, at]);
      const found = `hides "${id}", which is none of the shipped ${kind}`;
      return [{ file: hidden.file, line, found, mend: "correct or remove it" }];
    });
  });
}
