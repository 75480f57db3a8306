// The text of a question file -> Questions. Their quality is judged in check-question.ts.
import { z } from "zod";
import type { Parsed } from "./problem.ts";
import type { Question } from "./types.ts";
import { parseYaml } from "./yaml.ts";

const schema = z.strictObject({
  lesson: z.string(),
  questions: z.array(
    z.strictObject({
      id: z.string().min(1, "is empty"),
      type: z.literal("single", 'is not "single"'),
      objective: z.string(),
      section: z.string(),
      difficulty: z.int().min(1, "is below 1").max(5, "is above 5"),
      stem: z.string().min(1, "is empty"),
      options: z.array(
        z.strictObject({ text: z.string(), correct: z.boolean().default(false), feedback: z.string().default("") }),
      ),
      explanation: z.string().min(1, "is empty"),
    }),
  ),
});

/** Parses one question file; `file` is only named in problems. */
export function parseQuestions(text: string, file: string): Parsed<Question[]> {
  const parsed = parseYaml(text, file, schema as z.ZodType<z.output<typeof schema>>);
  if ("problems" in parsed) return parsed;
  const { data, lineOf } = parsed.value;
  const value = data.questions.map((question, index) => ({
    ...question,
    lesson: data.lesson,
    section: `${data.lesson}#${question.section}`,
    stem: question.stem.trim(),
    explanation: question.explanation.trim(),
    file,
    line: lineOf(["questions", index]),
  }));
  return { value };
}
