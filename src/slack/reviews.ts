/** Reviews in Slack: the next due question, and the daily reminder. */
import type { BlockAction, ButtonAction, StaticSelectAction } from "@slack/bolt";
import type { Destination } from "../school/delivery.ts";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { directWith, named, placeFor } from "./place.ts";
import { privately } from "./privately.ts";
import { publishHome } from "./publish-home.ts";
import { inboundKey } from "./receive.ts";
import { nothingDue } from "./views/reviews.ts";
import { zoneOf } from "./zone.ts";

export function listenToReviews(door: Door): void {
  const { app, school, identity } = door;

  app.action<BlockAction<ButtonAction>>(matching(actions.nextReview), async ({ ack, body, action }) => {
    await ack();
    const press = { key: keyOf(body), team: identity.team, person: body.user.id };
    if (body.channel) return giveReview(door, { ...press, channel: body.channel.id }, privately(body));
    await school.reviews.moveOn(press.team, press.person, action.value ?? "");
    await publishHome(door, press.person);
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.remindReviews), async ({ ack, body, action }) => {
    await ack();
    const [person, isOn] = [body.user.id, action.value === "on"];
    if (isOn) {
      const { channel } = await directWith(door, person);
      await school.reminders.start({ team: identity.team, person, channel, zone: await zoneOf(door, person) });
    } else await school.reminders.stop(identity.team, person);
    await publishHome(door, person);
    const destination = privately(body);
    if (!destination) return;
    const text = isOn ? "I will remind you at nine, when something is due." : "I will not remind you any more.";
    await school.say({ id: `reply:${keyOf(body)}`, team: identity.team, destination, content: { kind: "note", text } });
  });

  app.action<BlockAction<StaticSelectAction>>(actions.remindAt, async ({ ack, body, action }) => {
    await ack();
    const hour = Number(action.selected_option.value);
    if (Number.isInteger(hour) && hour >= 0 && hour < 24)
      await school.reminders.setHour(identity.team, body.user.id, hour);
    await publishHome(door, body.user.id);
  });
}

/** Gives somebody the next due question where they asked for it, or says to `reply` where it is, or when there will be one. */
export async function giveReview(
  door: Door,
  asked: { key: string; team: string; person: string; channel: string },
  reply: Destination | undefined,
): Promise<void> {
  const { school } = door;
  const { key, team, person } = asked;
  const place = await placeFor(door, person, asked.channel, "quiz");
  const outcome = await school.reviews.next({ key, team, person, ...place });
  if (!reply || (outcome === "given" && place.channel === asked.channel)) return;
  const text =
    outcome === "nothing"
      ? nothingDue(await school.reviews.standing(team, person))
      : `A question for you waits in ${named(place)}.`;
  await school.say({ id: `reply:${key}`, team, destination: reply, content: { kind: "note", text } });
}

function keyOf(body: object): string {
  return inboundKey({ ...body }) ?? "";
}
