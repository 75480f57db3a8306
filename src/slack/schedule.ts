/** `/shipmate quiz schedule`: a form, a preview of the next three runs, then it is saved. And the list, with pause and remove. */
import type { BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import { z } from "zod";
import { actions, matching, views } from "./actions.ts";
import type { Door } from "./door.ts";
import { privately } from "./privately.ts";
import { inboundKey } from "./receive.ts";
import { ALL_TRACKS, type ScheduleForm, scheduleForm, schedulePreview, words } from "./views/schedule.ts";

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
    await school.quiz.schedule({
      id: view.id,
      team: identity.team,
      channel: form.channel,
      owner: body.user.id,
      timetable: parsed.value,
      track: form.track === ALL_TRACKS ? "" : form.track,
      openFor: Number(form.openHours) * HOUR,
    });
    await school.say({
      id: `saved:${view.id}`,
      team: identity.team,
      destination: { kind: "private", channel: form.channel, user: body.user.id },
      content: { kind: "note", text: `Saved: ${words(parsed.value)}. \`/shipmate quiz list\` pauses or removes it.` },
    });
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.changeSchedule), async ({ ack, body, action }) => {
    await ack();
    const [deed, ...id] = (action.value ?? "").split(" ");
    if (deed !== "pause" && deed !== "resume" && deed !== "remove") return;
    const person = { id: body.user.id, isAdmin: await isAdmin(door, body.user.id) };
    const changed = await school.quiz.change(id.join(" "), person, deed);
    const destination = privately(body);
    if (!destination) return;
    const text = changed
      ? `${DONE[deed]}: ${words(changed.timetable)}.`
      : "Only the owner of that schedule or an admin can change it, or it is gone already.";
    await school.say({
      id: `reply:${inboundKey(body as unknown as Record<string, unknown>)}`,
      team: identity.team,
      destination,
      content: { kind: "note", text },
    });
  });
}

const DONE = { pause: "Paused", resume: "Running again", remove: "Removed" };

/** Opens the form, with the person's own zone in it. */
export async function openScheduleForm(
  { client, school }: Door,
  asked: { channel: string; person: string; trigger: string },
): Promise<void> {
  const { user } = await client.users.info({ user: asked.person });
  const form: ScheduleForm = {
    channel: asked.channel,
    time: "09:30",
    zone: user?.tz ?? "Etc/UTC",
    weekdays: ["1", "2", "3", "4", "5"],
    track: ALL_TRACKS,
    openHours: "8",
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
});

function readForm(view: ViewOutput): ScheduleForm {
  const { channel } = z.object({ channel: z.string() }).parse(JSON.parse(view.private_metadata));
  const { time, zone, weekdays, track, open } = formState.parse(view.state.values);
  return {
    channel,
    time: time.time.selected_time ?? "",
    zone: (zone.zone.value ?? "").trim(),
    weekdays: weekdays.weekdays.selected_options.map(({ value }) => value),
    track: track.track.selected_option.value,
    openHours: open.open.selected_option.value,
  };
}

/** A workspace's admins and owners may change any schedule. Not knowing counts as no. */
async function isAdmin({ client, log }: Door, person: string): Promise<boolean> {
  try {
    const { user } = await client.users.info({ user: person });
    return Boolean(user?.is_admin || user?.is_owner);
  } catch (error) {
    log.warn({ err: error }, "users.info");
    return false;
  }
}
