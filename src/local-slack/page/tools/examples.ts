/** Blocks to begin with in the playground. */
import type { AnyBlock } from "../../protocol.ts";

const text = (said: string): { type: "plain_text"; text: string } => ({ type: "plain_text", text: said });

export const EXAMPLES: Record<string, AnyBlock[]> = {
  "A question": [
    { type: "header", text: text("Which of these is a pod?") },
    { type: "section", text: { type: "mrkdwn", text: "One or more containers that *share* a network." } },
    {
      type: "actions",
      elements: ["A group", "A node", "A disk"].map((said, index) => ({
        type: "button" as const,
        action_id: `answer${index}`,
        text: text(said),
        value: String(index),
      })),
    },
  ],
  "A form": [
    { type: "input", block_id: "name", label: text("Name"), element: { type: "plain_text_input", action_id: "name" } },
    { type: "input", block_id: "day", label: text("Day"), element: { type: "datepicker", action_id: "day" } },
    {
      type: "input",
      block_id: "engine",
      label: text("Engine"),
      element: {
        type: "radio_buttons",
        action_id: "engine",
        options: ["Kubernetes", "Swarm", "Mesos"].map((name) => ({ text: text(name), value: name })),
      },
    },
  ],
  "A chart": [
    {
      type: "data_visualization",
      title: "Replicas through the day",
      chart: {
        type: "line",
        series: [
          { name: "wanted", data: [2, 3, 6, 4].map((value, at) => ({ label: `${at * 6}:00`, value })) },
          { name: "ready", data: [2, 2, 5, 4].map((value, at) => ({ label: `${at * 6}:00`, value })) },
        ],
        axis_config: { categories: ["0:00", "6:00", "12:00", "18:00"], y_label: "pods" },
      },
    },
  ],
  "A plan": [
    {
      type: "plan",
      title: "Looking it up",
      tasks: [
        { type: "task_card", task_id: "1", title: "Search the lessons", status: "complete" },
        { type: "task_card", task_id: "2", title: "Write the answer", status: "in_progress" },
      ],
    } as AnyBlock,
  ],
  Markdown: [
    {
      type: "markdown",
      text: "## Pods\n\n1. **One** IP address\n2. `localhost` within\n\n| a | b |\n|---|--:|\n| 1 | 2 |",
    },
  ],
};
