// What an author decided about a question that was posted: a grade can be put right, the question as it was posted cannot.
import type { Question } from "../knowledge/types.ts";
import { grade } from "./grade.ts";
import type { Grade } from "./judgement.ts";
import type { Reply } from "./reply.ts";

/** `accept`: these replies count as right, too. `void`: the question counts for nobody. */
export type Ruling = { kind: "accept"; replies: Reply[] } | { kind: "void" };

/** Undefined for `ruling`: graded as posted. A void question is graded as posted as well; its grades count for nothing. */
export function gradeUnder(ruling: Ruling | undefined, question: Question, reply: Reply): Grade {
  const posted = grade(question, reply);
  if (posted.correct || !isAccepted(ruling, reply)) return posted;
  return { ...posted, correct: true, feedback: "An author has accepted this answer.", partly: "" };
}

export function isAccepted(ruling: Ruling | undefined, reply: Reply): boolean {
  return ruling?.kind === "accept" && ruling.replies.some((accepted) => isSame(accepted, reply));
}

export function isSame(one: Reply, other: Reply): boolean {
  return canonical(one) === canonical(other);
}

/** Options are chosen in no order; white space at the end of what was typed is nothing. */
function canonical(reply: Reply): string {
  switch (reply.kind) {
    case "option":
      return `option ${reply.option}`;
    case "options":
      return `options ${reply.options.toSorted((a, b) => a - b).join()}`;
    case "amount":
      return `amount ${reply.value}`;
    case "order":
      return `order ${reply.order.join()}`;
    case "text":
      return `text ${reply.text.toLowerCase().replaceAll(/\s+/g, " ").trim()}`;
    case "manifest":
      return `manifest ${reply.text.trimEnd()}`;
    case "unsure":
      return "unsure";
  }
}
