/** The labs that there are, each with its button, and the sandbox. */
import type { KnownBlock } from "@slack/types";
import type { Scenario } from "../../knowledge/scenario.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, section } from "./drawn.ts";

/** What the orchestrators are called. */
export const NAMES: Readonly<Record<Scenario["orchestrator"], string>> = {
  kubernetes: "Kubernetes",
  swarm: "Docker Swarm",
  mesos: "Mesos with Marathon",
};

export function scenariosView(
  scenarios: readonly Pick<Scenario, "id" | "title" | "minutes" | "level" | "goal" | "orchestrator">[],
): Drawn {
  return {
    text: scenarios
      .map(({ id, title, orchestrator }) => `/shipmate lab ${id}: ${title} (${NAMES[orchestrator]})`)
      .concat("/shipmate lab sandbox: a cluster of your own")
      .join("\n"),
    blocks: [
      section("*Labs.* Each opens a thread here; the thread is the cluster."),
      ...scenarios.slice(0, 40).map(({ id, title, minutes, level, goal, orchestrator }): KnownBlock => ({
        type: "section",
        text: {
          type: "mrkdwn",
          text: `*${escapeText(title)}*\n${escapeText(goal)}\n${NAMES[orchestrator]} · ${level} · about ${minutes} minutes`,
        },
        accessory: {
          ...button("Start", actionId(actions.startLab, id), id),
          accessibility_label: shorten(`Start the lab ${title}`, 75),
        },
      })),
      section(
        "*Sandbox.* A cluster of your own, in which nothing is judged. `/shipmate lab sandbox swarm nodes=5` chooses.",
      ),
      {
        type: "actions",
        elements: Object.entries(NAMES).map(([id, name]) =>
          button(`Sandbox on ${name}`, actionId(actions.startLab, id), `sandbox ${id}`),
        ),
      },
    ],
  };
}
