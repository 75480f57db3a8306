// The rules of FORMAT.md for one quiz question: those of every type here, those of one type in question/check-*.ts.
import type { Problem } from "./problem.ts";
import { checkAmount } from "./question/check-amount.ts";
import { checkFacts } from "./question/check-facts.ts";
import { checkFixYaml } from "./question/check-fix-yaml.ts";
import { checkChoice } from "./question/check-options.ts";
import { checkOrdering } from "./question/check-ordering.ts";
import type { Complaint } from "./question/complaint.ts";
import type { Question } from "./types.ts";

/** Everything wrong with a parsed question that needs no other file. */
export function checkQuestion(question: Question): Problem[] {
  return [...checkType(question), ...checkStem(question)].map(([found, mend]) => ({
    file: question.file,
    line: question.line,
    found: `question "${question.id}" ${found}`,
    mend,
  }));
}

function checkType(question: Question): Complaint[] {
  switch (question.type) {
    case "single":
    case "multiple":
    case "fault":
      return checkChoice(question);
    case "numeric":
    case "predict":
      return checkAmount(question);
    case "ordering":
      return checkOrdering(question);
    case "fix-yaml":
      return checkFixYaml(question);
    case "free-text":
      return checkFacts(question);
  }
}

function checkStem({ stem }: Question): Complaint[] {
  const complaints: Complaint[] = [];
  const negative = /\b(which|what)\b[^?]*\b(is|are|does|do|can|will|would)(?: not|n't)\b[^?]*\?/i.test(stem);
  if (negative && !/\bNOT\b/.test(stem))
    complaints.push(["asks for what is not so in small letters", "write NOT in capitals"]);
  if (!/[?.:]$/.test(stem)) complaints.push(["has a stem without an end", "end it with a question mark"]);
  return complaints;
}
