/** How a lab looks: its card and board, the reply to a command, and the debrief. */
import type { KnownBlock } from "@slack/types";
import type { Picture } from "../../lab/picture.ts";
import type { Board, Turn } from "../../lab/view.ts";
import type { LabStanding, LabSummary, ShownView } from "../../school/labs.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { chartBlocks } from "./chart.ts";
import { type Drawn, context, preformatted, section } from "./drawn.ts";
import { again, debriefBlocks } from "./lab-debrief.ts";
import { type Look, pictureBlocks } from "./picture.ts";

/** A message holds 13,200 characters of blocks: this much is left for what a command printed. */
const OUTPUT = 6_000;
const MEANWHILE = 12;

/** A view as it may lie in the outbox from before: boards did not say what runs, and it was pods. */
type Kept = Omit<ShownView, "board"> & { board: Omit<Board, "instance"> & Partial<Pick<Board, "instance">> };

const current = ({ board, ...view }: Kept): ShownView => ({ ...view, board: { instance: "pod", ...board } });

/** The card that opens a lab; its thread is the lab. It is redrawn as the lab goes on. */
export function labCard({ lab, view: kept }: { lab: LabSummary; view: Kept }, look: Look): Drawn {
  const view = current(kept);
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
    `*${clock(board.atMs)}* of ${clock(board.spanMs)} · load *${Math.round(board.rps)}* requests/s · p95 *${board.errorRate < 1 ? `${Math.round(board.p95)} ms` : "-"}* · errors *${percent(board.errorRate)}*`,
    `replicas *${board.readyReplicas}* ready of ${board.desiredReplicas} wanted${pending} · CPU *${Math.round(board.cpuUtilization)} %* of the requests · ${board.nodes} nodes`,
    `service level held *${percent(board.heldShare)}* of the time · ${cost(board)}`,
  ].join("\n");
}

/** `1.20 of 3.60 pod-hours used`, and node-hours where they are counted */
function cost({ podHours, budgetPodHours: budget, nodeHours, instance }: Board): string {
  const nodes = nodeHours ? ` · ${nodeHours.used.toFixed(2)} of ${nodeHours.budget.toFixed(2)} node-hours` : "";
  return `${podHours.toFixed(2)} ${budget === undefined ? "" : `of ${budget.toFixed(2)} `}${instance}-hours${nodes} used`;
}

/** Simulated time as minutes and seconds. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

type TurnContent = {
  lab: LabSummary;
  turn: Turn;
  view: Kept;
  person: string;
  picture?: Picture;
  standings?: LabStanding[];
};

/** The reply to one command: what was typed and by whom, what it printed, what happened meanwhile, and at the end the debrief. */
export function labTurn(content: TurnContent, look: Look): Drawn {
  const { lab, turn, person } = content;
  const view = current(content.view);
  const output = turn.output.trimEnd();
  const happened = turn.meanwhile.slice(0, MEANWHILE).map((line) => `• ${escapeText(line)}`);
  const hasPassed = turn.toMs > turn.fromMs;
  const signed = `<@${person}> at ${clock(turn.fromMs)}: \`${quoted(turn)}\``;
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
      ...(output && !isShown(content, look) ? [preformatted(clip(output))] : []),
      ...(happened.length > 0
        ? [section(shorten(`*Meanwhile, until ${clock(turn.toMs)}:*\n${happened.join("\n")}`, 2900))]
        : []),
      ...seen(content, view, hasPassed, look),
      ...(hasPassed ? [section(gauges(view.board))] : []),
      ...(view.debrief ? debriefBlocks(lab, view.debrief, content.standings ?? []) : [steps(lab.id, view.board)]),
    ],
  };
}

/** The picture where there is one; else the first chart, when time has passed. */
function seen({ picture }: TurnContent, { charts }: ShownView, hasPassed: boolean, look: Look): KnownBlock[] {
  if (picture) return pictureBlocks(picture, charts, look);
  return hasPassed ? chartBlocks(charts.slice(0, 1), look.charts) : [];
}

/** What `chart` prints is the picture again. */
function isShown({ picture, turn }: TurnContent, look: Look): boolean {
  return picture !== undefined && look.picture !== undefined && turn.text.trim().toLowerCase() === "chart";
}

/** What was typed, on one line: of a manifest the command that it is for. */
function quoted({ text, line }: Pick<Turn, "text" | "line">): string {
  const more = text.trim().includes("\n") ? " …" : "";
  const said = line ? `${line}${more}` : firstLine(text);
  return escapeText(shorten(said, 150)).replaceAll("`", "'");
}

function firstLine(text: string): string {
  const [first = "", ...rest] = text.trim().split("\n");
  return rest.length > 0 ? `${first} …` : first;
}

function clip(output: string): string {
  if (output.length <= OUTPUT) return output;
  return `${output.slice(0, OUTPUT)}\n… ${output.length - OUTPUT} more characters: name one object to see less.`;
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

/** What can be pasted. */
const PASTE: Record<Board["instance"], string> = {
  pod: "Paste a manifest",
  task: "Paste a Compose file",
  instance: "Paste an app",
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
      button(PASTE[instance], actions.pasteInLab, lab),
      step("Chart", "chart"),
      step("Hint", "hint"),
      step("Undo", "undo"),
      step("Finish", "finish"),
    ],
  };
}

type UndoneContent = { lab: LabSummary; undone: string; after?: number; view: Kept; person: string };

export function labUndone(content: UndoneContent): Drawn {
  const { board } = current(content.view);
  const undone = escapeText(shorten(firstLine(content.undone), 150)).replaceAll("`", "'");
  const { after = 0 } = content;
  const looks = after > 0 ? ` (and ${after} ${after === 1 ? "look" : "looks"} after it)` : "";
  const text = `<@${content.person}> took back \`${undone}\`${looks}. It is ${clock(board.atMs)} again.`;
  return {
    text: `${text}\n${gauges(board)}`,
    blocks: [section(text), section(gauges(board)), steps(content.lab.id, board)],
  };
}

export function labAsleep(scenario: string): Drawn {
  const text =
    "This lab was played on an older simulator, and replaying it now would rewrite what you saw. It stays as it is; you can start afresh.";
  return { text, blocks: [section(text), again(scenario)] };
}
