/** Lessons in modals: every citation, feedback and debrief opens its section here. */
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { indexView, lessonView } from "./views/lesson.ts";

export type Reader = { team: string; person: string; trigger: string };

export function listenToLearn(door: Door): void {
  const { app, school, client, identity } = door;

  app.action(matching(actions.openSection), async ({ ack, body, action }) => {
    await ack();
    if (!("trigger_id" in body)) return;
    await openSection(door, readerOf(identity.team, body), valueOf(action), viewOf(body));
  });

  app.action(matching(actions.turnPage), async ({ ack, body, action }) => {
    await ack();
    const view = viewOf(body);
    const page = school.reading.page(valueOf(action));
    if (!view || !page) return;
    await client.views.update({ view_id: view.id, view: lessonView(page) });
    await school.reading.markRead(identity.team, body.user.id, page.section.id);
  });

  app.action(matching(actions.openIndex), async ({ ack, body }) => {
    await ack();
    const view = viewOf(body);
    const shelves = await school.reading.shelves(identity.team, body.user.id);
    if (view) await client.views.update({ view_id: view.id, view: indexView(shelves) });
    else if ("trigger_id" in body) await openIndex(door, readerOf(identity.team, body));
  });
}

/** Opens a section's page: in the modal that the button stands in, on top of another kind of modal, or anew. */
export async function openSection(
  { school, client }: Door,
  reader: Reader,
  id: string,
  inside?: { id: string },
): Promise<void> {
  const page = school.reading.page(id);
  if (!page) return;
  const view = lessonView(page);
  if (inside) await client.views.update({ view_id: inside.id, view });
  else await client.views.open({ trigger_id: reader.trigger, view });
  await school.reading.markRead(reader.team, reader.person, page.section.id);
}

export async function openIndex({ school, client }: Door, reader: Reader): Promise<void> {
  const shelves = await school.reading.shelves(reader.team, reader.person);
  await client.views.open({ trigger_id: reader.trigger, view: indexView(shelves) });
}

function readerOf(team: string, body: { user: { id: string } } & object): Reader {
  return { team, person: body.user.id, trigger: (body as { trigger_id?: string }).trigger_id ?? "" };
}

function viewOf(body: object): { id: string } | undefined {
  const view = (body as { view?: { id: string; type: string } }).view;
  return view?.type === "modal" ? view : undefined;
}

function valueOf(action: object): string {
  return String((action as { value?: string }).value ?? "");
}
