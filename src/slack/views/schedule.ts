/** Quiz schedules: the form, the preview of the next three runs, and the list of a channel's schedules. */
import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Timetable } from "../../quiz/timetable.ts";
import type { Schedule } from "../../school/quizzes.ts";
import { actionId, actions, views } from "../actions.ts";
import { escapeText } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, section, when } from "./drawn.ts";

/** What the form holds. It travels in the preview's private_metadata; nothing in it is secret. */
export type ScheduleForm = {
  channel: string;
  time: string;
  zone: string;
  weekdays: string[];
  track: string;
  openHours: string;
};

export type Topic = { id: string; title: string };

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HOURS = ["1", "4", "8", "24"];
/** Slack takes no empty value. */
export const ALL_TRACKS = "all";

const option = (text: string, value: string): PlainTextOption => ({ text: { type: "plain_text", text }, value });
const dayOptions = DAYS.map((day, index) => option(day, String(index + 1)));
const hourOptions = HOURS.map((count) => option(hours(count), count));

export function scheduleForm(form: ScheduleForm, topics: Topic[]): ModalView {
  const tracks = [option("All tracks in turn", ALL_TRACKS), ...topics.map(({ id, title }) => option(title, id))];
  const chosenDays = dayOptions.filter(({ value }) => form.weekdays.includes(value ?? ""));
  return {
    type: "modal",
    callback_id: views.scheduleForm,
    private_metadata: JSON.stringify({ channel: form.channel }),
    title: { type: "plain_text", text: "Quiz schedule" },
    submit: { type: "plain_text", text: "Preview" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      section(
        `A quiz in <#${form.channel}>, on the days and at the time you choose. You see the next runs before anything is saved.`,
      ),
      input("time", "Time", { type: "timepicker", action_id: "time", initial_time: form.time }),
      input(
        "zone",
        "Time zone",
        { type: "plain_text_input", action_id: "zone", initial_value: form.zone, max_length: 60 },
        "An IANA name such as Europe/Berlin or America/New_York",
      ),
      input("weekdays", "Days", {
        type: "checkboxes",
        action_id: "weekdays",
        options: dayOptions,
        ...(chosenDays.length > 0 ? { initial_options: chosenDays } : {}),
      }),
      input("track", "Questions about", choice("track", tracks, form.track)),
      input("open", "Open for", choice("open", hourOptions, form.openHours)),
    ],
  };
}

function hours(count: string): string {
  return count === "1" ? "1 hour" : `${count} hours`;
}

function choice(id: string, options: PlainTextOption[], chosen: string) {
  const initial = options.find(({ value }) => value === chosen) ?? options[0];
  return { type: "static_select" as const, action_id: id, options, ...(initial ? { initial_option: initial } : {}) };
}

function input(id: string, label: string, element: unknown, hint?: string): KnownBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    element,
    ...(hint ? { hint: { type: "plain_text", text: hint } } : {}),
  } as KnownBlock;
}

/** The next three runs, before anything is saved. */
export function schedulePreview(form: ScheduleForm, timetable: Timetable, runs: number[], topics: Topic[]): ModalView {
  const title = topics.find(({ id }) => id === form.track)?.title;
  const about = title ? `questions about ${escapeText(title)}` : "all tracks in turn";
  return {
    type: "modal",
    callback_id: views.schedulePreview,
    private_metadata: JSON.stringify(form),
    title: { type: "plain_text", text: "Quiz schedule" },
    submit: { type: "plain_text", text: "Save" },
    close: { type: "plain_text", text: "Back" },
    blocks: [
      section(`*${words(timetable)}*, in <#${form.channel}>: ${about}, open for ${hours(form.openHours)}.`),
      section(`The next three, as your own clock shows them:\n${runs.map((run) => `• ${when(run)}`).join("\n")}`),
      section("Save it? Only you and admins can change it later, with `/shipmate quiz list`."),
    ],
  };
}

/** "Mon, Wed, Fri at 09:30 (Europe/Berlin)". */
export function words({ weekdays, hour, minute, zone }: Timetable): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  const days = weekdays.length === 7 ? "Every day" : weekdays.map((day) => DAYS[day - 1]?.slice(0, 3)).join(", ");
  return `${days} at ${pad(hour)}:${pad(minute)} (${escapeText(zone)})`;
}

export function schedulesView(schedules: Schedule[]): Drawn {
  if (schedules.length === 0) {
    const none =
      "No quiz is scheduled here. `/shipmate quiz schedule` sets one up; `/shipmate quiz now` posts one at once.";
    return { text: none, blocks: [section(none)] };
  }
  const line = ({ timetable, nextRunAt, paused, owner }: Schedule) =>
    `*${words(timetable)}* by <@${owner}>\n${paused ? `⏸ Paused: ${escapeText(paused)}` : `Next: ${when(nextRunAt)}`}`;
  return {
    text: schedules.map(line).join("\n"),
    blocks: schedules.slice(0, 15).flatMap((schedule): KnownBlock[] => [
      section(line(schedule)),
      {
        type: "actions",
        elements: (schedule.paused ? ["resume", "remove"] : ["pause", "remove"]).map((deed) => ({
          ...button(
            deed === "remove" ? "Remove" : deed === "pause" ? "Pause" : "Resume",
            actionId(actions.changeSchedule, deed),
            `${deed} ${schedule.id}`,
          ),
          ...(deed === "remove" ? { style: "danger" as const } : {}),
        })),
      },
    ]),
  };
}
