/** "I think this is wrong": a person disputes a grade, the quiz's owner or an admin looks at it, and grades are put right for all. */
import type { Clock } from "../clock.ts";
import type { Question } from "../knowledge/types.ts";
import type { Grade } from "../quiz/judgement.ts";
import type { Reply } from "../quiz/reply.ts";
import { type Ruling, gradeUnder, isSame } from "../quiz/ruling.ts";
import type { Content } from "./content.ts";
import type { Change, Dispute } from "./disputed.ts";
import { isGone } from "./personal.ts";
import { putRight } from "./put-right.ts";
import type { Quiz, QuizAnswer } from "./quizzes.ts";
import { oweResult } from "./result.ts";
import type { Records, Store } from "./store.ts";

/** Who wants to rule. */
export type Judge = { id: string; isAdmin: boolean };

/** What a judge decides: the grades stay, one more reply counts as right, or the question counts for nobody. */
export type Verdict = { kind: "keep" } | { kind: "accept"; id: string } | { kind: "void" };

/** What a judge looks at: `wrong` are the replies that were graded wrong, each once, with how many gave it; an `id` never names another. */
export type Case = { quiz: Quiz; disputes: Dispute[]; wrong: { id: string; grade: Grade; count: number }[] };

/** `key` names the act: it is told of once. */
type Ruled = { key: string; team: string; judge: Judge; quiz: string };
type Disputing = { key: string; team: string; person: string; quiz: string; reason: string };

export function createDisputeRoom({ store, clock, wake }: { store: Store; clock: Clock; wake: () => void }) {
  async function answerOf(records: Records, quiz: string, person: string): Promise<QuizAnswer | undefined> {
    return (await records.quizzes.answers(quiz)).find((answer) => answer.person === person);
  }

  /** Owes the word on a ruling to everybody whom it concerns. */
  async function tell(records: Records, key: string, quiz: Quiz, changes: Map<string, Change>): Promise<void> {
    for (const [person, change] of changes) {
      const content: Content = { kind: "ruled", quiz, change };
      const destination = { kind: "message", channel: person } as const;
      await records.outbox.owe({ id: `ruled:${person}:${key}`, team: quiz.team, destination, content });
    }
  }

  /** Those whose grade is another under the new ruling, with what becomes of them. */
  async function regrade(records: Records, quiz: Quiz): Promise<Map<string, Change>> {
    const changes = new Map<string, Change>();
    for (const { person, reply, correct } of await records.quizzes.answers(quiz.id)) {
      const now = gradeUnder(quiz.ruling, quiz.question, reply).correct;
      if (quiz.ruling?.kind === "void") changes.set(person, "void");
      else if (now && !correct) {
        await records.quizzes.setCorrect(quiz.id, person, true);
        changes.set(person, "right");
      }
    }
    const named = new Map([...changes].filter(([person]) => !isGone(person)));
    await putRight(records, quiz, [...named.keys()]);
    return named;
  }

  /** The post shows what was ruled: a withdrawn question is closed at once. */
  async function redraw(records: Records, quiz: Quiz): Promise<void> {
    const isClosed = quiz.closed || (quiz.ruling?.kind === "void" && (await records.quizzes.close(quiz.id)));
    if (isClosed) await oweResult(records, quiz, clock.now());
  }

  /** The ruling, what it changes, and the word on it, all in the caller's transaction. */
  async function decide(records: Records, act: Ruled, posted: Quiz, verdict: Verdict): Promise<"settled" | "gone"> {
    const disputes = (await records.disputes.about(posted.id)).filter((dispute) => dispute.outcome === "");
    const ruling = rulingAfter(posted, await records.quizzes.answers(posted.id), verdict);
    if (disputes.length === 0 || ruling === "unknown") return "gone";
    const quiz = { ...posted, ruling };
    const isNew = ruling !== posted.ruling;
    const changes = isNew ? await apply(records, quiz) : new Map<string, Change>();
    await records.disputes.settle(quiz.id, {
      outcome: isNew ? "upheld" : "dismissed",
      settledBy: act.judge.id,
      settledAt: clock.now(),
    });
    for (const { person } of disputes) if (!changes.has(person) && !isGone(person)) changes.set(person, "kept");
    await tell(records, act.key, quiz, changes);
    return "settled";
  }

  async function apply(records: Records, quiz: Quiz): Promise<Map<string, Change>> {
    if (quiz.ruling) await records.quizzes.rule(quiz.id, quiz.ruling);
    const changes = await regrade(records, quiz);
    await redraw(records, quiz);
    return changes;
  }

  return {
    /** What somebody may dispute: their own answer to a quiz, once. */
    async begin(team: string, person: string, id: string): Promise<Quiz | "again" | undefined> {
      const quiz = await store.quizzes.find(id);
      if (!quiz || quiz.team !== team || !(await answerOf(store, id, person))) return undefined;
      const isKnown = (await store.disputes.about(id)).some((dispute) => dispute.person === person);
      return isKnown ? "again" : quiz;
    },

    /** Opens a dispute, and tells the quiz's owner, unless it is their own. */
    async open({ key, team, person, quiz: id, reason }: Disputing): Promise<"opened" | "again" | "unknown"> {
      const outcome = await store.transaction(async (records) => {
        const quiz = await records.quizzes.find(id);
        if (!quiz || quiz.team !== team || !(await answerOf(records, id, person))) return "unknown";
        if (!(await records.disputes.add({ quiz: id, team, person, reason, openedAt: clock.now() }))) return "again";
        if (quiz.owner && quiz.owner !== person)
          await records.outbox.owe({
            id: `dispute:${key}`,
            team,
            destination: { kind: "message", channel: quiz.owner },
            content: { kind: "dispute", quiz, person, reason },
          });
        return "opened";
      });
      wake();
      return outcome;
    },

    /** The quizzes with open disputes that somebody may rule on, the oldest dispute first. */
    async waitingFor(team: string, judge: Judge): Promise<{ quiz: Quiz; count: number }[]> {
      const disputes = Map.groupBy(await store.disputes.open(team), ({ quiz }) => quiz);
      const found = await Promise.all(
        [...disputes].map(async ([id, { length: count }]) => ({ quiz: await store.quizzes.find(id), count })),
      );
      return found.flatMap(({ quiz, count }) => (quiz && mayRule(quiz, judge) ? [{ quiz, count }] : []));
    },

    /** Undefined for what is not theirs to rule on, or is settled. */
    async look(team: string, judge: Judge, id: string): Promise<Case | undefined> {
      const quiz = await store.quizzes.find(id);
      if (!quiz || quiz.team !== team || !mayRule(quiz, judge)) return undefined;
      const disputes = (await store.disputes.about(id)).filter(({ outcome }) => outcome === "");
      if (disputes.length === 0) return undefined;
      return { quiz, disputes, wrong: wrongReplies(quiz, await store.quizzes.answers(id)) };
    },

    /** Settles all open disputes about a quiz. */
    async settle(act: Ruled, verdict: Verdict): Promise<"settled" | "not-yours" | "gone"> {
      const outcome = await store.transaction(async (records) => {
        // Whoever answers meanwhile waits, and is graded by the new ruling.
        const quiz = await records.quizzes.hold(act.quiz, "alone");
        if (!quiz || quiz.team !== act.team) return "gone";
        return mayRule(quiz, act.judge) ? decide(records, act, quiz, verdict) : "not-yours";
      });
      wake();
      return outcome;
    },
  };
}

/** The owner of a quiz rules on it, and admins do; on one that somebody got for themselves, admins alone. */
function mayRule({ owner, audience }: Quiz, { id, isAdmin }: Judge): boolean {
  return isAdmin || (owner === id && audience === "");
}

function rulingAfter(quiz: Quiz, answers: QuizAnswer[], verdict: Verdict): Ruling | undefined | "unknown" {
  if (verdict.kind === "keep" || quiz.ruling?.kind === "void") return quiz.ruling;
  if (verdict.kind === "void") return { kind: "void" };
  const accepted = wrongReplies(quiz, answers).find(({ id }) => id === verdict.id);
  if (!accepted) return "unknown";
  const replies = quiz.ruling?.kind === "accept" ? quiz.ruling.replies : [];
  return { kind: "accept", replies: [...replies, accepted.grade.reply] };
}

/** What could be accepted: every wrong reply that was given, and every option that nobody has chosen yet. */
function wrongReplies({ question, ruling }: Quiz, answers: QuizAnswer[]): Case["wrong"] {
  // In the order in which they were given first: more may come, and what was given keeps its place.
  const given = [...answers.map(({ reply }) => reply), ...optionsOf(question)];
  const distinct = given.filter((reply, at) => given.findIndex((other) => isSame(other, reply)) === at);
  return distinct.flatMap((reply, place) => {
    const judged = gradeUnder(ruling, question, reply);
    if (reply.kind === "unsure" || judged.correct) return [];
    const id = reply.kind === "option" ? `option-${reply.option}` : `given-${place}`;
    return [{ id, grade: judged, count: answers.filter((answer) => isSame(answer.reply, reply)).length }];
  });
}

function optionsOf(question: Question): Reply[] {
  if (question.type !== "single" && question.type !== "fault") return [];
  return question.options.map((_, option) => ({ kind: "option", option }));
}
