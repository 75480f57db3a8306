/** How a lab looks: its card and board, the reply to a command, and the debrief. */
import type { KnownBlock } from "@slack/types";
import type { Board, Debrief, Turn } from "../../lab/view.ts";
import type { LabSummary, ShownView } from "../../school/labs.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { chartBlocks } from "./chart.ts";
import { type Drawn, context, preformatted, section } from "./drawn.ts";

/** A message holds 13,200 characters of blocks: this much is left for what a command printed. */
const OUTPUT = 6_000;
const MEANWHILE = 12;

type Look = { charts: boolean };

/** The card that opens a lab; its thread is the lab. It is redrawn as the lab goes on. */
export function labCard({ lab, view }: { lab: LabSummary; view: ShownView }, look: Look): Drawn {
  const { title, story, goal } = lab.scenario;
  const head = [`*${escapeText(title)}*`, escapeText(story), `*Your task:* ${escapeText(goal)}`].join("\n");
  const how = lab.finished
    ? "This lab is over: its thread has the debrief."
    : `Type in this thread what you would type for real, for example \`${LOOK[view.board.instance]}\`, or \`wait 5m\`; or press a button.`;
  return {
    text: [escapeText(`Lab: ${title}. ${story} Your task: ${goal}`), gauges(view.board), how].join("\n"),
    blocks: [
      { type: "header", text: { type: "plain_text", text: shorten(`Lab: ${title}`, 150) } },
      section(head),
      section(gauges(view.board)),
      ...(view.board.atMs > 0 ? chartBlocks(view.charts, look.charts) : []),
      context(how),
      lab.finished ? again(lab.scenario.id) : steps(lab.id, view.board),
    ],
  };
}

/** The figures that matter, as words: the board reads the same on a phone and aloud. */
function gauges(board: Board): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const pending =
    board.pendingPods > 0 ? `, ${board.pendingPods} ${board.instance === "pod" ? "Pending" : "waiting"}` : "";
  return [
    `*${clock(board.atMs)}* of ${clock(board.spanMs)} · load *${Math.round(board.rps)}* requests/s · p95 *${Math.round(board.p95)} ms* · errors *${percent(board.errorRate)}*`,
    `replicas *${board.readyReplicas}* ready of ${board.desiredReplicas} wanted${pending} · CPU *${Math.round(board.cpuUtilization)} %* of the requests · ${board.nodes} nodes`,
    `service level held *${percent(board.heldShare)}* of the time · ${board.podHours.toFixed(2)} of ${board.budgetPodHours.toFixed(2)} ${board.instance}-hours used`,
  ].join("\n");
}

/** Simulated time as minutes and seconds. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The reply to one command: what was typed and by whom, what it printed, what happened meanwhile, and at the end the debrief. */
export function labTurn(content: { lab: LabSummary; turn: Turn; view: ShownView; person: string }, look: Look): Drawn {
  const { lab, turn, view, person } = content;
  const output = turn.output.trimEnd();
  const happened = turn.meanwhile.slice(0, MEANWHILE).map((line) => `• ${escapeText(line)}`);
  const hasPassed = turn.toMs > turn.fromMs;
  const signed = `<@${person}> at ${clock(turn.fromMs)}: \`${escapeText(shorten(firstLine(turn.text), 150)).replaceAll("`", "'")}\``;
  return {
    text: [
      signed,
      escapeText(clip(output)),
      ...turn.meanwhile.map(escapeText),
      gauges(view.board),
      escapeText(view.debrief?.summary ?? ""),
    ]
      .filter(Boolean)
      .join("\n"),
    blocks: [
      context(signed),
      ...(output ? [preformatted(clip(output))] : []),
      ...(happened.length > 0
        ? [section(shorten(`*Meanwhile, until ${clock(turn.toMs)}:*\n${happened.join("\n")}`, 2900))]
        : []),
      ...(hasPassed ? [...chartBlocks(view.charts.slice(0, 1), look.charts), section(gauges(view.board))] : []),
      ...(view.debrief ? debrief(lab, view.debrief) : [steps(lab.id, view.board)]),
    ],
  };
}

function firstLine(text: string): string {
  const [first = "", ...rest] = text.trim().split("\n");
  return rest.length > 0 ? `${first} …` : first;
}

function clip(output: string): string {
  if (output.length <= OUTPUT) return output;
  return `${output.slice(0, OUTPUT)}\n… ${output.length - OUTPUT} more characters: name one object to see less.`;
}

function debrief(lab: LabSummary, { passed, summary, lines, better, sections }: Debrief): KnownBlock[] {
  return [
    { type: "header", text: { type: "plain_text", text: passed ? "Debrief: passed" : "Debrief: not passed" } },
    section(escapeText(summary)),
    section(shorten(lines.map((line) => `• ${escapeText(line)}`).join("\n"), 2900)),
    ...(better ? [section(`*What would have been better:* ${escapeText(better)}`)] : []),
    ...(sections.length > 0
      ? [
          {
            type: "actions" as const,
            elements: sections
              .slice(0, 5)
              .map((id, index) => button(`Read: ${id.replace("#", " › ")}`, actionId(actions.openSection, index), id)),
          },
        ]
      : []),
    again(lab.scenario.id),
  ];
}

/** What shows what runs, by what runs. */
const LOOK: Record<Board["instance"], string> = {
  pod: "kubectl get pods",
  task: "docker service ls",
  instance: "dcos marathon app list",
};

/** Looks that are worth a button, besides `status`. */
const LOOKS: Record<Board["instance"], [text: string, command: string][]> = {
  pod: [
    ["Pods", LOOK.pod],
    ["HPA", "kubectl get hpa"],
  ],
  task: [
    ["Services", LOOK.task],
    ["Nodes", "docker node ls"],
  ],
  instance: [
    ["Apps", LOOK.instance],
    ["Nodes", "dcos node list"],
  ],
};

/** The steps that a phone can take without typing. */
function steps(lab: string, { instance }: Board): KnownBlock {
  const step = (text: string, command: string) =>
    button(text, actionId(actions.labStep, command.replaceAll(" ", "-")), `${lab} ${command}`);
  return {
    type: "actions",
    elements: [
      step("Wait 1 minute", "wait 1m"),
      step("Wait 5 minutes", "wait 5m"),
      ...LOOKS[instance].map(([text, command]) => step(text, command)),
      step("Hint", "hint"),
      step("Undo", "undo"),
      step("Finish", "finish"),
    ],
  };
}

function again(scenario: string): KnownBlock {
  return { type: "actions", elements: [button("Play it again", actions.startLab, scenario)] };
}

export function labUndone(content: { lab: LabSummary; undone: string; view: ShownView; person: string }): Drawn {
  const text = `<@${content.person}> took back \`${escapeText(shorten(firstLine(content.undone), 150)).replaceAll("`", "'")}\`. It is ${clock(content.view.board.atMs)} again.`;
  return {
    text: `${text}\n${gauges(content.view.board)}`,
    blocks: [section(text), section(gauges(content.view.board)), steps(content.lab.id, content.view.board)],
  };
}

export function labAsleep(scenario: string): Drawn {
  const text =
    "This lab was played on an older simulator, and replaying it now would rewrite what you saw. It stays as it is; you can start afresh.";
  return { text, blocks: [section(text), again(scenario)] };
}

/** What the orchestrators are called. */
const NAMES = new Map([
  ["kubernetes", "Kubernetes"],
  ["swarm", "Docker Swarm"],
  ["mesos", "Mesos with Marathon"],
]);

const nameOf = (orchestrator: string) => NAMES.get(orchestrator) ?? orchestrator;

export function scenariosView(
  scenarios: { id: string; title: string; minutes: number; level: string; goal: string; orchestrator: string }[],
): Drawn {
  return {
    text: scenarios
      .map(({ id, title, orchestrator }) => `/shipmate lab ${id}: ${title} (${nameOf(orchestrator)})`)
      .join("\n"),
    blocks: [
      section("*Labs.* Each opens a thread here; the thread is the cluster."),
      ...scenarios.slice(0, 40).map(({ id, title, minutes, level, goal, orchestrator }): KnownBlock => ({
        type: "section",
        text: {
          type: "mrkdwn",
          text: `*${escapeText(title)}*\n${escapeText(goal)}\n${nameOf(orchestrator)} · ${level} · about ${minutes} minutes`,
        },
        accessory: {
          ...button("Start", actionId(actions.startLab, id), id),
          accessibility_label: shorten(`Start the lab ${title}`, 75),
        },
      })),
    ],
  };
}
