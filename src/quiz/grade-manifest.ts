// A repaired manifest: the API server would take it, and what was to be repaired is so. It is read and asserted, never run.
import { failedChecks, readManifest } from "../knowledge/question/manifest-check.ts";
import type { FixYamlQuestion } from "../knowledge/types.ts";
import type { Judgement } from "./judgement.ts";
import { refusals } from "./refusals.ts";

export function gradeManifest({ id, checks, solution }: FixYamlQuestion, text: string): Judgement {
  const read = readManifest(text);
  if ("problem" in read) return { correct: false, feedback: read.problem, partly: "" };
  const right = readManifest(solution);
  if ("problem" in right) throw new Error(`question "${id}" has a solution that is no manifest: ${right.problem}`);
  const failed = failedChecks(read.manifest, checks, right.manifest).map(({ feedback }) => feedback);
  const refused = refusals(read.manifest).map(
    (problem) => `The API server refuses it: \`${problem.replaceAll("`", "'")}\``,
  );
  const feedback = [...failed, ...refused].map((line) => `• ${line}`).join("\n");
  const done = checks.length - checks.filter((check) => failed.includes(check.feedback)).length;
  return {
    correct: feedback === "",
    feedback,
    partly: feedback === "" ? "" : `${done} of ${checks.length} repairs are done.`,
  };
}
