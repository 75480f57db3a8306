/** Lessons in modals: every citation, feedback and debrief opens its section here. */
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { listenToLessonSteps } from "./lesson-steps.ts";
import { channelIn } from "./modal-channel.ts";
import { publishHome } from "./publish-home.ts";
import { lessonView } from "./views/lesson.ts";
import { indexView } from "./views/shelves.ts";

/** Who reads, and where: the channel of the press or command, "" for App Home. */
export type Reader = { team: string; person: string; trigger: string; channel: string };

export function listenToLearn(door: Door): void {
  const { app, school, client, identity } = door;

  app.action(matching(actions.openSection), async ({ ack, body, action }) => {
    await ack();
    // A link opens by itself.
    if (!("trigger_id" in body) || "url" in action) return;
    await openSection(door, readerOf(identity.team, body), valueOf(action), viewOf(body));
  });

  app.action(matching(actions.turnPage), async ({ ack, body, action }) => {
    await ack();
    const view = viewOf(body);
    if (view) await openSection(door, readerOf(identity.team, body), valueOf(action), view);
  });

  app.action(matching(actions.openIndex), async ({ ack, body, action }) => {
    await ack();
    const view = viewOf(body);
    const reader = readerOf(identity.team, body);
    if (!view) return openIndex(door, reader, { track: valueOf(action) });
    const shelves = await school.reading.shelves(identity.team, body.user.id);
    const mastery = await school.home.mastery(identity.team, body.user.id);
    const shown = indexView(shelves, { ...reader, track: valueOf(action), mastery });
    await client.views.update({ view_id: view.id, view: shown });
  });

  // Opened from App Home, which still shows what was read before.
  for (const closed of [actions.openSection, actions.openIndex])
    app.view({ callback_id: closed, type: "view_closed" }, async ({ ack, body }) => {
      await ack();
      await publishHome(door, body.user.id);
    });

  listenToLessonSteps(door);
}

/** Opens a section's page: in the modal that the button stands in, or anew. */
export async function openSection(
  { school, client }: Door,
  reader: Reader,
  id: string,
  inside?: { id: string },
): Promise<void> {
  const page = school.reading.page(id);
  if (!page) return;
  const view = lessonView(page, reader);
  if (inside) await client.views.update({ view_id: inside.id, view });
  else await client.views.open({ trigger_id: reader.trigger, view });
  await school.reading.markRead(reader.team, reader.person, page.sections);
}

export async function openIndex(
  { school, client }: Door,
  reader: Reader,
  { track = "all", missing = false }: { track?: string; missing?: boolean } = {},
): Promise<void> {
  const shelves = await school.reading.shelves(reader.team, reader.person);
  const mastery = await school.home.mastery(reader.team, reader.person);
  const view = indexView(shelves, { ...reader, track, missing, mastery });
  await client.views.open({ trigger_id: reader.trigger, view });
}

function readerOf(team: string, body: { user: { id: string } } & object): Reader {
  const trigger = (body as { trigger_id?: string }).trigger_id ?? "";
  const { channel } = body as { channel?: { id?: string } };
  return { team, person: body.user.id, trigger, channel: channel?.id ?? channelIn(viewOf(body)) };
}

/** The modal that a press was made in. */
function viewOf(body: object): { id: string; private_metadata?: string } | undefined {
  const view = (body as { view?: { id: string; type: string; private_metadata?: string } }).view;
  return view?.type === "modal" ? view : undefined;
}

function valueOf(action: object): string {
  return String((action as { value?: string }).value ?? "");
}
