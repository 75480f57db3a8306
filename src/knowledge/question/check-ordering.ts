// The rules for questions that put steps in order.
import { repeated } from "../check-lesson.ts";
import type { OrderingQuestion } from "../types.ts";
import { type Complaint, nameOf } from "./complaint.ts";

/** Slack's limit for the text of a choice. */
const LONGEST_STEP = 75;

export function checkOrdering({ steps, mistakes }: OrderingQuestion): Complaint[] {
  const complaints: Complaint[] = [];
  if (steps.length < 3 || steps.length > 5) complaints.push([`has ${steps.length} steps`, "write 3 to 5"]);
  for (const step of repeated(steps.map((each) => each.trim().toLowerCase())))
    complaints.push([`has the step "${nameOf(step)}" twice`, "change one"]);
  for (const step of steps.filter(({ length }) => length > LONGEST_STEP))
    complaints.push([`has a step of ${step.length} characters`, `cut it to ${LONGEST_STEP}`]);
  // Whoever has every pair of neighbours in order has all in order: one feedback a pair reaches every wrong order.
  for (let early = 0; early < steps.length - 1; early++) {
    const own = mistakes.filter(({ reversed: [one, other] }) => one === early && other === early + 1);
    if (own.length !== 1 || !own[0]?.feedback.trim())
      complaints.push([
        `has no feedback for steps ${early + 1} and ${early + 2} reversed`,
        `add { reversed: [${early + 1}, ${early + 2}], feedback }`,
      ]);
  }
  if (mistakes.length > steps.length - 1)
    complaints.push([
      "has feedback for steps that are no neighbours, or twice",
      "keep one for each pair of neighbours",
    ]);
  return complaints;
}
