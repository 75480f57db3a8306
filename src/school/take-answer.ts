/** A person's answer: graded as the quiz was posted, written down once. */
import { readReply } from "../quiz/read-reply.ts";
import type { Reply } from "../quiz/reply.ts";
import { gradeUnder, isSame } from "../quiz/ruling.ts";
import { remember } from "./remember.ts";
import type { Given, Press, Quiz } from "./quizzes.ts";
import type { Records } from "./store.ts";

/** The first answer of a person stands, and is remembered by what it teaches. */
export async function take(records: Records, press: Press, now: number): Promise<Given> {
  // Held: a ruling that is made at this moment is either known here, or finds this answer.
  const quiz = await records.quizzes.hold(press.quiz, "shared");
  const reply = quiz && replyOf(quiz, press);
  if (!quiz || !reply || quiz.team !== press.team) return { kind: "unknown" };
  const refused = await refusal(records, quiz, press.person, now);
  if (refused?.kind === "again") return { ...refused, differs: !isSame(refused.grade.reply, reply) };
  if (refused) return refused;
  const graded = gradeUnder(quiz.ruling, quiz.question, reply);
  const { team, person } = press;
  const isFirst = await records.quizzes.addAnswer({
    quiz: quiz.id,
    team,
    person,
    reply,
    correct: graded.correct,
    at: now,
  });
  if (isFirst) await remember(records, quiz, { person, correct: graded.correct, now });
  return { kind: isFirst ? "first" : "again", quiz, grade: graded };
}

/** Why somebody cannot answer any more: because they have, or because the quiz is closed. */
export async function refusal(
  records: Records,
  quiz: Quiz,
  person: string,
  now: number,
): Promise<Extract<Given, { kind: "again" | "closed" }> | undefined> {
  const earlier = (await records.quizzes.answers(quiz.id)).find((answer) => answer.person === person);
  if (earlier) return { kind: "again", quiz, grade: gradeUnder(quiz.ruling, quiz.question, earlier.reply) };
  return quiz.closed || now >= quiz.closesAt ? { kind: "closed", quiz } : undefined;
}

/** Undefined for what this quiz never offered. */
function replyOf({ question, order }: Quiz, { act }: Press): Reply | undefined {
  switch (act.kind) {
    case "unsure":
      return { kind: "unsure" };
    case "shown": {
      const option = order[act.place];
      const isButton = question.type === "single" || question.type === "fault";
      return isButton && option !== undefined ? { kind: "option", option } : undefined;
    }
    case "filled": {
      const read = readReply(question, act.filled);
      if (!("reply" in read)) return undefined;
      return read.reply.kind === "text" && act.spans ? { ...read.reply, spans: act.spans } : read.reply;
    }
  }
}
