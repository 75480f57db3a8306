/** `/shipmate quiz schedule`: a form, a preview of the next three runs, then it is saved. And the list, with pause and remove. */
import type { BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { CatchUp } from "../quiz/catch-up.ts";
import type { Timetable } from "../quiz/timetable.ts";
import { actions, matching, views } from "./actions.ts";
import { isAdmin } from "./admin.ts";
import type { Door } from "./door.ts";
import { privately } from "./privately.ts";
import { publishHome } from "./publish-home.ts";
import { inboundKey } from "./receive.ts";
import { saidView } from "./views/disputes.ts";
import { ALL_TRACKS, type ScheduleForm, formOf, scheduleForm, schedulePreview } from "./views/schedule.ts";
import { words } from "./views/schedules.ts";

const HOUR = 3600_000;

export function listenToSchedules(door: Door): void {
  const { app, school, identity } = door;

  app.view(views.scheduleForm, async ({ ack, view }) => {
    const form = readForm(view);
    const parsed = school.quiz.read(form);
    if ("problems" in parsed) {
      const errors = Object.fromEntries(parsed.problems.map(({ field, problem }) => [field, problem]));
      return ack({ response_action: "errors", errors });
    }
    const runs = school.quiz.preview(parsed.value);
    // On top of the form: "Back" finds it as it was left.
    return ack({ response_action: "push", view: schedulePreview(form, parsed.value, runs, school.quiz.topics()) });
  });

  app.view(views.schedulePreview, async ({ ack, view, body }) => {
    await ack({ response_action: "clear" });
    const form = JSON.parse(view.private_metadata) as ScheduleForm;
    const parsed = school.quiz.read(form);
    if ("problems" in parsed) return;
    const isSaved = await save(door, view.id, body.user.id, form, parsed.value);
    await school.say({
      id: `saved:${view.id}`,
      team: identity.team,
      destination: { kind: "private", channel: form.channel, user: body.user.id },
      content: {
        kind: "note",
        text: isSaved
          ? `Saved: ${words(parsed.value)}. \`/shipmate quiz list\` changes, pauses or removes it.`
          : NOT_YOURS,
      },
    });
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.changeSchedule), async ({ ack, body, action }) => {
    await ack();
    const [deed, ...id] = (action.value ?? "").split(" ");
    if (deed !== "pause" && deed !== "resume" && deed !== "remove" && deed !== "edit") return;
    const person = { id: body.user.id, isAdmin: await isAdmin(door, body.user.id) };
    if (deed === "edit") {
      const schedule = await school.quiz.scheduleFor(id.join(" "), person);
      const view = schedule
        ? scheduleForm(formOf(schedule), school.quiz.topics())
        : saidView("Quiz schedule", NOT_YOURS);
      return void (await door.client.views.open({ trigger_id: body.trigger_id, view }));
    }
    const changed = await school.quiz.change(id.join(" "), person, deed);
    const text = changed ? `${DONE[deed]}: ${words(changed.timetable)}.` : NOT_YOURS;
    const destination = privately(body);
    if (!destination) return publishHome(door, body.user.id, text);
    await school.say({
      id: `reply:${inboundKey(body as unknown as Record<string, unknown>)}`,
      team: identity.team,
      destination,
      content: { kind: "note", text },
    });
  });
}

const NOT_YOURS = "Only the owner of that schedule or an admin can change it, or it is gone already.";
const DONE = { pause: "Paused", resume: "Running again", remove: "Removed" };

/** A new schedule is whoever's who submits the form; a changed one stays its owner's. False where it is not theirs to change. */
async function save(
  door: Door,
  id: string,
  person: string,
  form: ScheduleForm,
  timetable: Timetable,
): Promise<boolean> {
  const { school, identity } = door;
  const wanted = {
    id: form.schedule || id,
    team: identity.team,
    channel: form.channel,
    owner: person,
    timetable,
    track: form.track === ALL_TRACKS ? "" : form.track,
    openFor: Number(form.openHours) * HOUR,
    questions: Number(form.questions),
    catchUp: catchUpIn(form.catchUp),
  };
  if (form.schedule) return school.quiz.reschedule({ id: person, isAdmin: await isAdmin(door, person) }, wanted);
  await school.quiz.schedule(wanted);
  return true;
}

function catchUpIn(chosen: string): CatchUp {
  return chosen === "all" || chosen === "none" ? chosen : "latest";
}

/** Opens the form, with the person's own zone in it. */
export async function openScheduleForm(
  { client, school }: Door,
  asked: { channel: string; person: string; trigger: string },
): Promise<void> {
  const { user } = await client.users.info({ user: asked.person });
  const form: ScheduleForm = {
    channel: asked.channel,
    schedule: "",
    time: "09:30",
    zone: user?.tz ?? "Etc/UTC",
    weekdays: ["1", "2", "3", "4", "5"],
    track: ALL_TRACKS,
    openHours: "8",
    questions: "1",
    off: "",
    quiet: "22:00-07:00",
    catchUp: "latest",
  };
  await client.views.open({ trigger_id: asked.trigger, view: scheduleForm(form, school.quiz.topics()) });
}

const option = z.object({ value: z.string() });

/** What Slack says the form holds; an input that was left empty comes as null. */
const formState = z.object({
  time: z.object({ time: z.object({ selected_time: z.string().nullish() }) }),
  zone: z.object({ zone: z.object({ value: z.string().nullish() }) }),
  weekdays: z.object({ weekdays: z.object({ selected_options: z.array(option) }) }),
  track: z.object({ track: z.object({ selected_option: option }) }),
  open: z.object({ open: z.object({ selected_option: option }) }),
  // A form that was opened before these were asked for.
  questions: z.object({ questions: z.object({ selected_option: option }) }).optional(),
  off: z.object({ off: z.object({ value: z.string().nullish() }) }).optional(),
  quiet: z.object({ quiet: z.object({ value: z.string().nullish() }) }).optional(),
  "catch-up": z.object({ "catch-up": z.object({ selected_option: option }) }).optional(),
});

const metadata = z.object({ channel: z.string(), schedule: z.string().optional() });

function newerFields(state: z.infer<typeof formState>): Pick<ScheduleForm, "questions" | "off" | "quiet" | "catchUp"> {
  return {
    questions: state.questions?.questions.selected_option.value ?? "1",
    off: state.off?.off.value ?? "",
    quiet: state.quiet?.quiet.value ?? "",
    catchUp: state["catch-up"]?.["catch-up"].selected_option.value ?? "latest",
  };
}

function readForm(view: ViewOutput): ScheduleForm {
  const { channel, schedule = "" } = metadata.parse(JSON.parse(view.private_metadata));
  const state = formState.parse(view.state.values);
  const { time, zone, weekdays, track, open } = state;
  return {
    channel,
    schedule,
    time: time.time.selected_time ?? "",
    zone: (zone.zone.value ?? "").trim(),
    weekdays: weekdays.weekdays.selected_options.map(({ value }) => value),
    track: track.track.selected_option.value,
    openHours: open.open.selected_option.value,
    ...newerFields(state),
  };
}
