/** Labs in Slack: a card opens a thread, and the thread is the cluster. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { Destination } from "../school/delivery.ts";
import type { Heard } from "../school/listening.ts";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { UNKNOWN_LAB, listenToPastes } from "./lab-paste.ts";
import { isMember } from "./membership.ts";
import { escapeText } from "./mrkdwn.ts";
import { privately, tellPresser } from "./privately.ts";
import { labThreadOf, threadOf } from "./pressed-in.ts";
import { inboundKey } from "./receive.ts";
import { switchedOff } from "./switched-off.ts";
import { isAdmin } from "./admin.ts";

export function listenToLab(door: Door): void {
  const { app, school, identity } = door;
  listenToPastes(door);

  app.action<BlockAction<ButtonAction>>(matching(actions.startLab), async ({ ack, body, action }) => {
    await ack();
    if (!body.channel) return;
    const asked = { key: keyOf(body), team: identity.team, channel: body.channel.id, person: body.user.id };
    await startLab(door, { ...asked, scenario: action.value ?? "" }, privately(body));
  });

  // A button types for the person: the value is the lab and the command.
  app.action<BlockAction<ButtonAction>>(matching(actions.labStep), async ({ ack, body, action }) => {
    await ack();
    const [id = "", ...words] = (action.value ?? "").split(" ");
    const lab = await school.lab.find(id);
    const threadTs = labThreadOf(body);
    if (!lab || !threadTs) return tellPresser(door, body, UNKNOWN_LAB);
    const said = { key: keyOf(body), team: identity.team, channel: lab.channel, threadTs, person: body.user.id };
    await school.lab.say(lab, { ...said, text: words.join(" "), isAdmin: () => isAdmin(door, body.user.id) });
  });

  app.action<BlockAction<ButtonAction>>(actions.shareLab, async ({ ack, body, action }) => {
    await ack();
    if (await school.lab.share(action.value ?? "")) return;
    await tellPresser(door, body, "The outcome of this lab is in the channel already.");
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.predict), async ({ ack, body, action }) => {
    await ack();
    const [place = "", ...id] = (action.value ?? "").split(" ");
    const press = { key: keyOf(body), team: identity.team, person: body.user.id, threadTs: threadOf(body) ?? "" };
    await school.lab.predict({ ...press, quiz: id.join(" "), place: Number(place) });
  });
}

/** A command that was typed in a lab's thread. */
export async function typeInLab(door: Door, key: string, heard: Heard, text: string): Promise<void> {
  const { school } = door;
  const { team, channel, user: person, threadTs } = heard;
  const lab = threadTs ? await school.lab.inThread(team, channel, threadTs) : undefined;
  if (!lab || !threadTs) return;
  await school.lab.say(lab, { key, team, channel, threadTs, person, text, isAdmin: () => isAdmin(door, person) });
}

/** `/shipmate lab [scenario]`: the scenario's card, or what there is. */
export async function startLab(
  door: Door,
  asked: { key: string; team: string; channel: string; person: string; scenario: string },
  reply: Destination | undefined,
): Promise<void> {
  const { school } = door;
  const owe = async (content: Parameters<typeof school.say>[0]["content"]) =>
    reply && school.say({ id: `reply:${asked.key}`, team: asked.team, destination: reply, content });
  if (!asked.scenario) {
    const scenarios = school.lab
      .scenarios()
      .map(({ id, title, minutes, level, goal, orchestrator }) => ({ id, title, minutes, level, goal, orchestrator }));
    return owe({ kind: "scenarios", scenarios });
  }
  const off = await switchedOff(door, "lab", asked);
  if (off) return owe({ kind: "note", text: off });
  if (!(await isMember(door, asked.channel)))
    return owe({ kind: "note", text: "I am not in this channel yet: type `/invite @Shipmate` first." });
  const problem = school.lab.problemOf(asked.scenario);
  if (problem !== undefined) return owe({ kind: "note", text: escapeText(problem) });
  await school.lab.start(asked);
}

function keyOf(body: object): string {
  return inboundKey(body as Record<string, unknown>) ?? "";
}
