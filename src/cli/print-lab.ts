// What `npm run lab` prints: pure, so that tests read it.
import type { Scenario } from "../knowledge/scenario.ts";
import { budgetPodHours } from "../lab/level.ts";
import { span } from "../lab/words-of.ts";
import type { Debrief, Turn } from "../lab/view.ts";
import { WORDS } from "../lab/worlds/orchestrators.ts";

/** The card of a scenario. */
export function printStory(scenario: Scenario): string {
  const { title, story, goal, span: ms, orchestrator } = scenario;
  const end = `It ends after ${span(ms)} of simulated time. Type help, or hint when you are stuck.`;
  return [
    title,
    "",
    story,
    "",
    `Goal: ${goal}`,
    `Budget: ${budgetPodHours(scenario)} ${WORDS[orchestrator].instance}-hours.`,
    end,
  ].join("\n");
}

/** What a command printed, and what happened meanwhile. */
export function printTurn({ output, meanwhile }: Turn): string {
  return [output, ...meanwhile.map((line) => `  * ${line}`)].filter(Boolean).join("\n");
}

/** How it went. */
export function printDebrief({ summary, lines, better, sections }: Debrief): string {
  return [summary, ...lines.map((line) => `  * ${line}`), better, `Read more: ${sections.join(", ")}`].join("\n");
}
