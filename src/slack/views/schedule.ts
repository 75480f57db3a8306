/** The form of a quiz schedule, and the preview of its next three runs. */
import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Timetable } from "../../quiz/timetable.ts";
import type { Schedule } from "../../school/quizzes.ts";
import { typedTimetable } from "../../school/typed-timetable.ts";
import { views } from "../actions.ts";
import { escapeText } from "../mrkdwn.ts";
import { section, when } from "./drawn.ts";
import { DAYS, words } from "./schedules.ts";

/** What the form holds. It travels in the preview's private_metadata; nothing in it is secret. `schedule` is the one to change, "" for a new one. */
export type ScheduleForm = {
  channel: string;
  schedule: string;
  time: string;
  zone: string;
  weekdays: string[];
  track: string;
  openHours: string;
  questions: string;
  off: string;
  quiet: string;
  catchUp: string;
};

export type Topic = { id: string; title: string };

const HOURS = ["1", "4", "8", "24"];
const QUESTIONS = ["1", "2", "3"];
const HOUR_MS = 3600_000;
/** Slack takes no empty value. */
export const ALL_TRACKS = "all";

const option = (text: string, value: string): PlainTextOption => ({ text: { type: "plain_text", text }, value });
const dayOptions = DAYS.map((day, index) => option(day, String(index + 1)));
const hourOptions = HOURS.map((count) => option(hours(count), count));

const questionOptions = QUESTIONS.map((count) => option(count === "1" ? "1 question" : `${count} questions`, count));
const catchUpOptions = [
  option("Post the newest, up to six hours late", "latest"),
  option("Post every one that was missed", "all"),
  option("Post nothing late", "none"),
];

export function scheduleForm(form: ScheduleForm, topics: Topic[]): ModalView {
  const tracks = [option("All tracks in turn", ALL_TRACKS), ...topics.map(({ id, title }) => option(title, id))];
  const chosenDays = dayOptions.filter(({ value }) => form.weekdays.includes(value ?? ""));
  return {
    type: "modal",
    callback_id: views.scheduleForm,
    private_metadata: JSON.stringify({ channel: form.channel, schedule: form.schedule }),
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
      input("questions", "Each time", choice("questions", questionOptions, form.questions)),
      input("open", "Open for", choice("open", hourOptions, form.openHours)),
      optional(
        input(
          "off",
          "Not on these days",
          typed("off", form.off, 1000),
          "Days in that zone: 2026-12-25, or several as 2026-12-24..2027-01-02",
        ),
      ),
      optional(
        input(
          "quiet",
          "Quiet hours",
          typed("quiet", form.quiet, 20),
          "Nothing that is late is posted then: 22:00-07:00",
        ),
      ),
      input("catch-up", "If I was away", choice("catch-up", catchUpOptions, form.catchUp)),
    ],
  };
}

function hours(count: string): string {
  return count === "1" ? "1 hour" : `${count} hours`;
}

/** Slack takes no empty initial value. */
function typed(id: string, value: string, longest: number) {
  const initial = value ? { initial_value: value } : {};
  return { type: "plain_text_input" as const, action_id: id, max_length: longest, ...initial };
}

function optional(block: KnownBlock): KnownBlock {
  return { ...block, optional: true } as KnownBlock;
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
      section(
        `*${words(timetable)}*, in <#${form.channel}>: ${questionsIn(form.questions)} each time, ${about}, open for ${hours(form.openHours)}.`,
      ),
      section(`The next three, as your own clock shows them:\n${runs.map((run) => `• ${when(run)}`).join("\n")}`),
      section("Save it? Only you and admins can change it later, with `/shipmate quiz list`."),
    ],
  };
}

function questionsIn(count: string): string {
  return count === "1" ? "one question" : `${count} questions`;
}

/** The form as a schedule would have filled it in. */
export function formOf({
  id,
  channel,
  timetable,
  track,
  openFor,
  catchUp = "latest",
  questions = 1,
}: Schedule): ScheduleForm {
  return {
    ...typedTimetable(timetable),
    channel,
    schedule: id,
    track: track || ALL_TRACKS,
    openHours: String(openFor / HOUR_MS),
    questions: String(questions),
    catchUp,
  };
}
