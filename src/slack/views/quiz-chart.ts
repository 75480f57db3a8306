/** The votes of a closed quiz as a bar chart: beside the lines that say the same in words. */
import type { KnownBlock } from "@slack/types";
import type { Tally } from "../../quiz/tally.ts";
import type { Quiz } from "../../school/quizzes.ts";
import { shorten } from "../mrkdwn.ts";
import { dataVisualization } from "./chart.ts";
import { plain, shownOptions } from "./quiz-parts.ts";

/** Slack's limits for the label of a bar, and for how many there are. */
const LABEL = 20;
const BARS = 20;

/** Nothing where there is nothing to compare. */
export function votesChart(quiz: Quiz, { votes, given, unsure, total }: Tally): KnownBlock[] {
  const bars = [
    ...shownOptions(quiz).map(({ letter, text, correct, option }) => ({
      label: `${letter}${correct ? " ✓" : ""} ${plain(text)}`,
      value: votes[option] ?? 0,
    })),
    ...given.map(({ text, count, correct }) => ({ label: `${text}${correct ? " ✓" : ""}`, value: count })),
    ...(unsure > 0 ? [{ label: "I don't know", value: unsure }] : []),
  ];
  if (total === 0 || bars.length < 2) return [];
  const data = bars.slice(0, BARS).map(({ label, value }, at) => ({ label: distinct(label, at, bars), value }));
  return [
    dataVisualization("Answers", {
      type: "bar",
      series: [{ name: "answers", data }],
      axis_config: { categories: data.map(({ label }) => label), y_label: "people" },
    }),
  ];
}

/** Two labels may begin alike and would then be one category. */
function distinct(label: string, at: number, bars: { label: string }[]): string {
  const short = shorten(label, LABEL);
  const isTaken = bars.slice(0, at).some((other) => shorten(other.label, LABEL) === short);
  return isTaken ? `${at + 1} ${shorten(label, LABEL - 3)}` : short;
}
