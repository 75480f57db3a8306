// What an answer is worth, by the question as it was posted.
import { printAmount } from "../knowledge/question/amount.ts";
import type { ChoiceQuestion, Question } from "../knowledge/types.ts";
import { gradeAmount } from "./grade-amount.ts";
import { gradeOption, gradeOptions } from "./grade-choice.ts";
import { gradeFacts } from "./grade-facts.ts";
import { gradeManifest } from "./grade-manifest.ts";
import { gradeOrder } from "./grade-order.ts";
import type { Grade, Judgement } from "./judgement.ts";
import type { Reply } from "./reply.ts";

/**
 * Grades one reply. Throws a RangeError when the question cannot be answered so (there is no such option or step, or it is of another type):
 * a learner cannot press what was never shown.
 */
export function grade(question: Question, reply: Reply): Grade {
  const said = reply.kind === "amount" && "unit" in question ? printAmount(reply.value, question.unit) : "";
  return { ...judge(question, reply), reply, said };
}

function judge(question: Question, reply: Reply): Judgement {
  if (reply.kind === "unsure") return { correct: false, feedback: "", partly: "" };
  if ("options" in question) return judgeChoice(question, reply);
  return judgeWritten(question, reply) ?? misfit(question, reply);
}

/** Undefined when the question cannot be answered so. */
function judgeWritten(question: Exclude<Question, ChoiceQuestion>, reply: Reply): Judgement | undefined {
  switch (question.type) {
    case "numeric":
    case "predict":
      return reply.kind === "amount" ? gradeAmount(question, reply.value) : undefined;
    case "ordering":
      return reply.kind === "order" ? gradeOrder(question, reply.order) : undefined;
    case "fix-yaml":
      return reply.kind === "manifest" ? gradeManifest(question, reply.text) : undefined;
    case "free-text":
      return reply.kind === "text" ? gradeFacts(question, reply) : undefined;
  }
}

function judgeChoice(question: ChoiceQuestion, reply: Reply): Judgement {
  const wanted = question.type === "multiple" ? "options" : "option";
  if (reply.kind !== wanted) return misfit(question, reply);
  return reply.kind === "options" ? gradeOptions(question, reply.options) : gradeOption(question, reply.option);
}

function misfit({ id, type }: Question, { kind }: Reply): never {
  throw new RangeError(`question "${id}" is of type "${type}" and cannot be answered by "${kind}"`);
}
