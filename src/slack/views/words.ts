/** Help, welcome, and plain notes. */
import { actions } from "../actions.ts";
import { escapeText } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, context, section } from "./drawn.ts";

const WAYS = [
  "*Ask.* Mention me with a question, write to me directly, or type `/shipmate ask why is my pod Pending?`. In our thread you may just go on asking.",
  "*Learn.* `/shipmate learn` opens the lessons; every citation opens its section.",
  "*Quiz.* `/shipmate quiz now` posts a question here; `/shipmate quiz schedule` posts one on the days you choose; `/shipmate quiz list` shows what is scheduled; `/shipmate review` brings back what you are about to forget.",
  "*Lab.* `/shipmate lab` lists the scaling scenarios; each opens a thread in which you type `kubectl`, `docker` or `dcos` and let simulated time pass.",
  "*Quiet.* In a thread, `@Shipmate pause` mutes me there and `@Shipmate resume` brings me back.",
];

const TRY = [
  "What does a HorizontalPodAutoscaler do?",
  "Why is my pod Pending?",
  "Kubernetes or Docker Swarm: what is the difference?",
];

export function helpView(unknown?: string): Drawn {
  const opening = unknown
    ? `I do not know \`${escapeText(unknown)}\`. This is what I can do:`
    : "I teach container orchestration, from lessons, with citations.";
  return { text: [opening, ...WAYS].join("\n"), blocks: [section(opening), ...WAYS.map(section), lessonsButton()] };
}

export function welcomeView(): Drawn {
  const opening = "Ahoy! I am *Shipmate*, a tutor for container orchestration: Kubernetes, Docker Swarm and Mesos.";
  const tries = `Try one of these, with a mention of me in front:\n${TRY.map((line) => `• ${line}`).join("\n")}\nOr \`/shipmate quiz now\`, or \`/shipmate lab\`.`;
  return {
    text: `${opening}\n${tries}`,
    blocks: [
      section(opening),
      section(tries),
      lessonsButton(),
      context("`/shipmate help` says what else I can do. I speak only when I am spoken to."),
    ],
  };
}

export function noteView(text: string): Drawn {
  return { text, blocks: [section(text)] };
}

function lessonsButton() {
  return { type: "actions" as const, elements: [button("Open the lessons", actions.openIndex, "all")] };
}
