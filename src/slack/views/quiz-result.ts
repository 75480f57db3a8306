/** What a closed quiz turns into: the answer, how everybody answered, and why. */
import type { KnownBlock } from "@slack/types";
import type { Quiz } from "../../school/quizzes.ts";
import type { Tally } from "../../quiz/tally.ts";
import type { Place, TeamWeek } from "../../quiz/team-week.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { type Drawn, context, preformatted, section } from "./drawn.ts";
import { votesChart } from "./quiz-chart.ts";
import { readButton, shownOptions, solutionOf, stemBlocks, stemText } from "./quiz-parts.ts";

type Result = { quiz: Quiz; tally: Tally; week?: TeamWeek; standings?: Place[] };

export function resultView({ quiz, tally, week, standings = [] }: Result, { charts } = { charts: true }): Drawn {
  const lines = [...votes(quiz, tally), ...others(tally)];
  const summary = summaryOf(quiz, tally);
  const solution = solutionOf(quiz);
  const { explanation } = quiz.question;
  const ruled = rulingLine(quiz);
  const team = [...(week ? [teamLine(week)] : []), ...standingLines(standings)];
  return {
    text: [
      `Quiz, closed: ${stemText(quiz)}`,
      ...lines,
      summary,
      ...ruled,
      ...team,
      escapeText([solution, explanation].filter(Boolean).join("\n")),
    ].join("\n"),
    blocks: [
      { type: "header", text: { type: "plain_text", text: "Quiz · result" } },
      ...stemBlocks(quiz),
      ...ruled.map(section),
      ...(lines.length > 0 ? [section(lines.join("\n"))] : []),
      ...(charts ? votesChart(quiz, tally) : []),
      ...(solution ? [section("*The solution:*"), preformatted(solution)] : []),
      section(toMrkdwn(explanation)),
      ...runHint(quiz),
      context(summary),
      ...(team.length > 0 ? [context(team.join("\n"))] : []),
      readButton(quiz),
    ],
  };
}

/** A prediction is run in the thread. */
function runHint({ question, ruling }: Quiz): KnownBlock[] {
  const isRun = question.type === "predict" && question.trace !== "" && ruling?.kind !== "void";
  return isRun ? [context("▶️ It is run in the thread, step by step.")] : [];
}

function isVoid({ ruling }: Quiz): boolean {
  return ruling?.kind === "void";
}

function summaryOf(quiz: Quiz, { correct, total }: Tally): string {
  if (total === 0) return "Nobody answered this one.";
  return isVoid(quiz) ? `${total} had answered.` : `${correct} of ${total} answered correctly.`;
}

/** What an author has decided since. */
function rulingLine({ ruling }: Quiz): string[] {
  if (!ruling) return [];
  if (ruling.kind === "void") return ["⚠️ *This question was withdrawn:* it counts for nobody."];
  return ["⚖️ *Put right:* an author has accepted one more answer; the grades of all who gave it are corrected."];
}

/** The team first: what counts for learning is that many answer often. */
function teamLine({ answers, right, people, goal }: TeamWeek): string {
  const reached = answers >= goal ? "goal reached 🎉" : `goal ${goal}`;
  const who = people === 1 ? "1 person" : `${people} people`;
  return `*Together, these seven days:* ${answers === 1 ? "1 answer" : `${answers} answers`} by ${who}, ${right} right · ${reached}`;
}

function standingLines(standings: Place[]): string[] {
  if (standings.length === 0) return [];
  const places = standings.map(({ person, right, answers }) => `<@${person}> ${right} of ${answers}`);
  return [`Right in four weeks, of those who want to be named (App Home): ${places.join(" · ")}`];
}

/** The figures stay on one line. */
const share = (count: number, total: number) => `${count}\u00A0of\u00A0${total}`;

function votes(quiz: Quiz, { votes: counts, total }: Tally): string[] {
  const mark = quiz.question.type === "multiple" ? "a right one" : "the right one";
  return shownOptions(quiz).map(({ letter, text, correct, option }) => {
    const line = `*${letter}.* ${toMrkdwn(text)} — ${share(counts[option] ?? 0, total)}`;
    return correct ? `${line} ✅ *${mark}*` : line;
  });
}

/** Answers that are no options, and those who did not know. */
function others({ given, unsure, total }: Tally): string[] {
  const lines = given.map(
    ({ text, count, correct }) => `${escapeText(text)} — ${share(count, total)}${correct ? " ✅" : ""}`,
  );
  return unsure > 0 ? [...lines, `_I don't know_ — ${share(unsure, total)}`] : lines;
}
