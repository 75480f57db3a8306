// Questions for the tests of this room.
import type {
  FixYamlQuestion,
  MultipleQuestion,
  NumericQuestion,
  OrderingQuestion,
  SingleQuestion,
} from "../../src/knowledge/types.ts";

function asked(id: string, lesson = "pods") {
  return {
    id,
    lesson,
    objective: "objective",
    section: `${lesson}#section`,
    difficulty: 1,
    stem: "Which one?",
    explanation: "Because.",
    file: "knowledge/questions/pods.yaml",
    line: 1,
  };
}

const optionsWith = (right: number[]) =>
  [0, 1, 2, 3].map((n) => ({ text: `option ${n}`, correct: right.includes(n), feedback: `feedback ${n}` }));

/** A question with four options, of which one is right. */
export function aQuestion(id: string, lesson = "pods", right = 1): SingleQuestion {
  return { ...asked(id, lesson), type: "single", options: optionsWith([right]) };
}

/** Options 0 and 2 are right. */
export function aMultiple(): MultipleQuestion {
  return { ...asked("multiple"), type: "multiple", options: optionsWith([0, 2]) };
}

/** Ten pods, half a pod more or less. */
export function aNumeric(changes: Partial<NumericQuestion> = {}): NumericQuestion {
  const mistakes = [{ value: 20, feedback: "Twice too many." }];
  return { ...asked("numeric"), type: "numeric", answer: 10, unit: "pods", tolerance: 0.5, mistakes, ...changes };
}

export function anOrdering(): OrderingQuestion {
  return {
    ...asked("ordering"),
    type: "ordering",
    steps: ["first", "second", "third"],
    mistakes: [
      { reversed: [0, 1], feedback: "first before second" },
      { reversed: [1, 2], feedback: "second before third" },
    ],
  };
}

/** A Service with a wrong port. */
export function aFix(): FixYamlQuestion {
  const manifest =
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 8080\n";
  return {
    ...asked("fix"),
    type: "fix-yaml",
    manifest,
    checks: [{ path: "spec.ports[0].port", equals: 80, feedback: "The port is still wrong." }],
    solution: manifest.replace("8080", "80"),
  };
}
