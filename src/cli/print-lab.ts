// What `npm run lab` prints: pure, so that tests read it.
import type { Scenario } from "../knowledge/scenario.ts";
import { budgetPodHours } from "../lab/level.ts";
import { isSandbox } from "../lab/sandbox.ts";
import { span } from "../lab/words-of.ts";
import type { Debrief, Turn } from "../lab/view.ts";
import { sectionsOf } from "../school/lab-reading.ts";
import { WORDS } from "../lab/worlds/orchestrators.ts";

/** The card of a scenario. */
export function printStory(scenario: Scenario): string {
  const { title, story, goal, span: ms } = scenario;
  const end = `It ends after ${span(ms)} of simulated time. Type help, or hint when you are stuck.`;
  return [
    title,
    "",
    story,
    "",
    `Goal: ${goal}`,
    ...(isSandbox(scenario) || goal.includes(tellBudget(scenario)) ? [] : [`Budget: ${tellBudget(scenario)}.`]),
    end,
  ].join("\n");
}

/** `5.2 pod-hours and 1.9 node-hours` */
function tellBudget(scenario: Scenario): string {
  const { budget, orchestrator } = scenario;
  const nodes = budget.nodeHours === undefined ? "" : ` and ${budget.nodeHours} node-hours`;
  return `${budgetPodHours(scenario)} ${WORDS[orchestrator].instance}-hours${nodes}`;
}

/** What a command printed, and what happened meanwhile. */
export function printTurn({ output, meanwhile }: Turn): string {
  return [output, ...meanwhile.map((line) => `  * ${line}`)].filter(Boolean).join("\n");
}

/** How it went. */
export function printDebrief(debriefed: Debrief): string {
  const { summary, score, lines, decisions = [], undecided = "", better, titles = {} } = debriefed;
  const told = decisions.map(
    ({ text, section }, at) => `  ${at + 1}. ${text}${titles[section] ? ` See ${titles[section]}.` : ""}`,
  );
  const read = sectionsOf(debriefed).map((id) => `  ${titles[id] ?? "A section"} (${id})`);
  return [
    summary,
    score === undefined ? "" : `Score: ${score} of 100.`,
    ...lines.map((line) => `  * ${line}`),
    ...(told.length > 0 ? ["What mattered most:", ...told] : [undecided]),
    better,
    ...(read.length > 0 ? ["Read more:", ...read] : []),
  ]
    .filter(Boolean)
    .join("\n");
}
