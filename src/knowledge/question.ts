// The text of a question file -> Questions. Their quality is judged in check-question.ts.
import type { z } from "zod";
import type { Parsed } from "./problem.ts";
import { questionFile, type Written } from "./question/format.ts";
import type { Option, Question } from "./types.ts";
import { parseYaml } from "./yaml.ts";

type Place = Pick<Question, "lesson" | "file" | "line">;

/** Parses one question file; `file` is only named in problems. */
export function parseQuestions(text: string, file: string): Parsed<Question[]> {
  const parsed = parseYaml(text, file, questionFile as z.ZodType<z.output<typeof questionFile>>);
  if ("problems" in parsed) return parsed;
  const { data, lineOf } = parsed.value;
  const placeOf = (index: number) => ({ lesson: data.lesson, file, line: lineOf(["questions", index]) });
  return { value: data.questions.map((written, index) => asQuestion(written, placeOf(index))) };
}

/** Annotations that tell the simulator how a pod behaves: no part of what is asked. */
const BEHAVIOUR = /^ *annotations:\n(?: +sim\/.*\n)+/gm;

/** What an author counts from 1 (lines, steps) is counted from 0 inside. */
function asQuestion(written: Written, place: Place): Question {
  const common = {
    ...place,
    section: `${place.lesson}#${written.section}`,
    stem: written.stem.trim(),
    explanation: written.explanation.trim(),
  };
  switch (written.type) {
    case "fault": {
      const { lines, ...fault } = written;
      const output = written.output.replace(/\s+$/, "");
      return { ...fault, ...common, output, options: lines.map((line) => optionOf(output, line)) };
    }
    case "predict": {
      const { wait, ...simulation } = written.simulation;
      const given = simulation.manifest.replaceAll(BEHAVIOUR, "").trimEnd();
      return { ...written, ...common, given, simulation: { ...simulation, waitMs: wait }, trace: "" };
    }
    case "ordering": {
      const mistakes = written.mistakes.map(({ reversed: [early, late], feedback }) => ({
        reversed: [early - 1, late - 1] as [number, number],
        feedback,
      }));
      return { ...written, ...common, mistakes };
    }
    default:
      return { ...written, ...common };
  }
}

/** A line of the output as an option. A line that is not there makes an empty option, of which check-question.ts complains. */
function optionOf(output: string, { line, ...option }: { line: number; correct: boolean; feedback: string }): Option {
  const found = output.split("\n")[line - 1]?.trim().replaceAll(/\s+/g, " ") ?? "";
  return { ...option, text: found && `Line ${line}: \`${found.replaceAll("`", "'")}\`` };
}
