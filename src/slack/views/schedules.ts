/** The list of a channel's quiz schedules, and a timetable in words. */
import type { KnownBlock } from "@slack/types";
import type { Timetable } from "../../quiz/timetable.ts";
import type { Schedule, Skipped } from "../../school/quizzes.ts";
import { typedTimetable } from "../../school/typed-timetable.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, section, when } from "./drawn.ts";

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "Mon, Wed, Fri at 09:30 (Europe/Berlin)". */
export function words({ weekdays, hour, minute, zone }: Timetable): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  const days = weekdays.length === 7 ? "Every day" : weekdays.map((day) => DAYS[day - 1]?.slice(0, 3)).join(", ");
  return `${days} at ${pad(hour)}:${pad(minute)} (${escapeText(zone)})`;
}

const DEEDS = { pause: "Pause", resume: "Resume", edit: "Change", remove: "Remove" } as const;

function offIn(timetable: Timetable): string {
  const { off } = typedTimetable(timetable);
  return off ? `\nNot on ${escapeText(off)}` : "";
}

/** Slack takes 50 blocks in a message. */
const MOST = 15;

/** So many skipped runs of a schedule are told. */
const SKIPPED = 3;

function skippedOf({ id }: Schedule, skipped: Skipped[]): string {
  const lately = skipped.filter(({ schedule }) => schedule === id).slice(0, SKIPPED);
  return lately.map(({ slot, reason }) => `\nSkipped ${when(slot)}: ${escapeText(shorten(reason, 200))}`).join("");
}

/** `skipped` are the newest first. */
export function schedulesView(schedules: Schedule[], skipped: Skipped[] = []): Drawn {
  if (schedules.length === 0) {
    const none =
      "No quiz is scheduled here. `/shipmate quiz schedule` sets one up; `/shipmate quiz now` posts one at once.";
    return { text: none, blocks: [section(none), channelButton()] };
  }
  const line = (schedule: Schedule) => {
    const { timetable, nextRunAt, paused, owner } = schedule;
    const whose = owner ? ` by <@${owner}>` : "";
    const next = paused ? `⏸ Paused: ${escapeText(paused)}` : `Next: ${when(nextRunAt)}`;
    return `*${words(timetable)}*${whose}\n${next}${offIn(timetable)}${skippedOf(schedule, skipped)}`;
  };
  return {
    text: schedules.map(line).join("\n"),
    blocks: [
      ...schedules.slice(0, MOST).flatMap((schedule): KnownBlock[] => [
        section(line(schedule)),
        {
          type: "actions",
          elements: [
            schedule.paused ? ("resume" as const) : ("pause" as const),
            "edit" as const,
            "remove" as const,
          ].map((deed) => ({
            ...button(DEEDS[deed], actionId(actions.changeSchedule, deed), `${deed} ${schedule.id}`),
            ...(deed === "remove" ? { style: "danger" as const } : {}),
          })),
        },
      ]),
      channelButton(),
    ],
  };
}

/** What else a channel can wish for. */
function channelButton(): KnownBlock {
  return { type: "actions", elements: [button("Channel settings", actions.channelSettings, "open")] };
}
