/** App Home: what is due, what comes next, how far one has come, settings, and one's own data. */
import type { HomeView, KnownBlock } from "@slack/types";
import type { AboutPerson } from "../../school/home.ts";
import type { GapGroup } from "../../school/gaps.ts";
import type { LabBegun } from "../../school/home-records.ts";
import type { Shelf } from "../../school/learn.ts";
import type { Schedule } from "../../school/quizzes.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { gapBlocks } from "./answer-gaps.ts";
import { waitingBlocks } from "./disputes.ts";
import { context, section, when } from "./drawn.ts";
import { itemBlocks } from "./items.ts";
import { privacyBlocks } from "./privacy.ts";
import { reviewBlocks } from "./review-card.ts";
import { restingBlocks } from "./schedule-paused.ts";
import { progressOf, shelfBlocks } from "./shelves.ts";

/** Slack's limit for the blocks of a view. */
const MOST_BLOCKS = 100;
const MOST_NEXT = 5;

/** `notice` says what a press has just done, "" for nothing. */
export function homeView(shelves: Shelf[], about: AboutPerson = NOTHING, notice = "", gaps: GapGroup[] = []): HomeView {
  const above: KnownBlock[] = [
    section(
      "*Shipmate* teaches container orchestration. Mention me in a channel with a question, or write to me in the Messages tab.",
    ),
    ...(notice ? [context(notice)] : []),
    ...reviewBlocks(about.standing, about.review),
    ...waitingBlocks(about.waiting),
    ...nextBlocks(about.next),
    ...restingBlocks(about.resting),
    ...labBlocks(about.labs),
    ...itemBlocks(about.items),
    ...gapBlocks(gaps),
    section(`*Your reading:* ${progressOf(shelves)}.${masteryOf(shelves, about.mastery)}${streakOf(about.streak)}`),
    { type: "divider" },
  ];
  const below: KnownBlock[] = [{ type: "divider" }, ...standingBlocks(about.isNamed), ...privacyBlocks()];
  const room = MOST_BLOCKS - above.length - below.length;
  return { type: "home", blocks: [...above, ...shelfBlocks(shelves, room, about.mastery), ...below] };
}

const NOTHING: AboutPerson = {
  standing: { due: 0, nextAt: undefined, learnt: 0, isReminded: false, remindedAt: 9 },
  review: undefined,
  mastery: new Map(),
  streak: 0,
  isNamed: false,
  labs: [],
  next: [],
  resting: [],
  waiting: [],
  items: [],
};

function nextBlocks(next: Schedule[]): KnownBlock[] {
  if (next.length === 0) return [];
  const lines = next.slice(0, MOST_NEXT).map(({ channel, nextRunAt }) => `• ${when(nextRunAt)} in <#${channel}>`);
  return [section(`*Next quizzes in your channels:*\n${lines.join("\n")}`)];
}

function labBlocks(labs: LabBegun[]): KnownBlock[] {
  if (labs.length === 0) return [];
  const lines = labs.map(
    ({ title, channel, startedAt }) => `• ${escapeText(title)}, in <#${channel}> since ${when(startedAt)}`,
  );
  return [section(`*Your labs in progress:* go on in their threads.\n${lines.join("\n")}`)];
}

/** Over all lessons, once there is something to tell. */
function masteryOf(shelves: Shelf[], mastery: Map<string, number>): string {
  if (mastery.size === 0) return "";
  const lessons = new Set(shelves.flatMap(({ lessons: listed }) => listed.map(({ lesson }) => lesson.id)));
  const known = [...lessons].map((id) => mastery.get(id) ?? 0);
  const mean = known.reduce((sum, one) => sum + one, 0) / Math.max(1, known.length);
  return ` *At hand:* ${Math.round(mean * 100)} % of what is asked in the quizzes.`;
}

/** Only what is there is told: nobody is reminded of a row that has ended. */
function streakOf(weeks: number): string {
  return weeks > 1 ? ` You have answered in ${weeks} weeks in a row.` : "";
}

function standingBlocks(isNamed: boolean): KnownBlock[] {
  const [text, press, value] = isNamed
    ? ["You are named in the standings under quiz results.", "Leave me out of standings", "off"]
    : ["You are named in no standings.", "Name me in standings", "on"];
  return [
    section(`*Standings:* ${text}`),
    { type: "actions", elements: [button(press, actionId(actions.nameInStandings, value), value)] },
  ];
}
