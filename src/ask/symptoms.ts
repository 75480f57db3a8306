// Troubles with their cause, check and fix: which of them a question describes.
import type { Card } from "../knowledge/types.ts";
import type { Quote, Role } from "./answer.ts";
import { phrase } from "./lexicon.ts";
import { overlap } from "./overlap.ts";
import type { Query } from "./query.ts";
import { SAME } from "./repeats.ts";
import type { Ranked } from "./rerank.ts";
import { MOST_OF_IT } from "./symptom-fit.ts";
import { isRuledOut } from "./ruled-out.ts";
import { statusesIn } from "./status.ts";

/** "What does CrashLoopBackOff mean?" also wants to know what to do about it. */
export function namedSymptom(query: Query, ranked: Ranked[]): Quote[][] {
  const best = ranked.find(({ card }) => card.kind === "symptom");
  const symptom = ` ${phrase(best?.card.names[0] ?? "")} `;
  const isNamed = query.entities.some((entity) =>
    entity.names.some((name) => STATUS.test(name) && symptom.includes(` ${phrase(name)} `)),
  );
  return best && isNamed ? symptomsFor([{ ...best, shows: 1 }], query) : [];
}

/** A status that a tool shows: CrashLoopBackOff, ImagePullBackOff, Pending, OOMKilled. */
const STATUS = /^(\p{Lu}\p{Ll}+){3,}$|^Pending$|^OOM/u;

/** A symptom of which less is described, and which says less of the question, is another trouble. */
const SHOWS = 0.4;
const SAYS = 0.6;
const ROLES: Role[] = ["cause", "check", "fix"];

/** Who sees Pending is not helped with Terminating. */
function isOtherStatus(symptom: string, question: string): boolean {
  const [shown, asked] = [statusesIn(symptom), statusesIn(question)];
  return shown.size > 0 && asked.size > 0 && shown.isDisjointFrom(asked);
}

/** The symptom nearest to the question, and a second one if it is as near, and as fully described: cause, check, fix of each. */
export function symptomsFor(ranked: Ranked[], { text: question, present }: Query): Quote[][] {
  const symptoms = ranked.filter(
    ({ card, shows, says }) =>
      card.kind === "symptom" &&
      (shows >= SHOWS || says >= SAYS) &&
      !isOtherStatus(card.names[0]!, question) &&
      !isRuledOut(`${card.names[0]!} ${card.sentences[0] ?? ""}`, present),
  );
  const best = symptoms[0]?.score ?? 0;
  const shown = symptoms[0]?.shows ?? 0;
  const isWhole = shown >= MOST_OF_IT;
  if (best < plainScore(ranked[0]) * 0.75) return [];
  return symptoms
    .filter(({ score, shows }) => score >= best * 0.85 && shows >= (isWhole ? MOST_OF_IT : shown * 0.85))
    .filter(({ card }, at, near) => !near.slice(0, at).some((earlier) => isSameTrouble(earlier.card, card)))
    .slice(0, 2)
    .map(({ card }) => [
      { passage: card.section, text: card.names[0]!, role: "symptom" as const },
      ...card.sentences.map((text, at) => ({ passage: card.section, text, role: ROLES[at] ?? "fix" })),
    ]);
}

/** Symptoms stand together in a section that nobody asks for, so that what others gain for being asked does not count against them in full. */
function plainScore(first: Ranked | undefined): number {
  return first ? first.score - first.lift : 0;
}

/** Several lessons tell of one trouble: seen in the same way, of the same cause, or mended in the same way. */
function isSameTrouble(a: Card, b: Card): boolean {
  return (
    overlap(a.names[0]!, b.names[0]!) >= SAME ||
    [0, -1].some((at) => overlap(a.sentences.at(at) ?? "", b.sentences.at(at) ?? "") >= SAME)
  );
}
