/** `/shipmate`: the same requests as a mention, answered privately. Slack shows its own failure when nobody acknowledges in 3 s. */
import type { SlashCommand } from "@slack/bolt";
import type { Destination } from "../school/delivery.ts";
import { type Heard, type Request, readRequest } from "../school/listening.ts";
import type { Door } from "./door.ts";
import { startLab } from "./lab.ts";
import { openIndex, openSection } from "./learn.ts";
import { isMember } from "./membership.ts";
import { quizNow } from "./quiz.ts";
import { giveReview } from "./reviews.ts";
import { inboundKey } from "./receive.ts";
import { switchedOff } from "./switched-off.ts";
import { openScheduleForm } from "./schedule.ts";

export function listenToCommands(door: Door): void {
  door.app.command("/shipmate", async ({ ack, command }) => {
    await ack();
    await obey(door, command, readRequest(command.text ?? ""));
  });
}

async function obey(door: Door, command: SlashCommand, request: Request): Promise<void> {
  const { school } = door;
  const key = inboundKey(command) ?? "";
  const team = command.team_id;
  const destination: Destination = { kind: "response", url: command.response_url, user: command.user_id };
  const off = request.kind === "ask" && (await switchedOff(door, "ask", { team, channel: command.channel_id }));
  if (off) return school.say({ id: `reply:${key}`, team, destination, content: { kind: "note", text: off } });
  switch (request.kind) {
    case "learn":
      return learn(door, command, request.topic);
    case "lab": {
      const asked = { key, team, channel: command.channel_id, person: command.user_id };
      return startLab(door, { ...asked, scenario: request.scenario }, destination);
    }
    case "quiz":
      return quiz(door, command, request, { key, destination });
    case "review":
      return giveReview(door, { key, team, person: command.user_id, channel: command.channel_id }, destination);
    case "ask":
      return isOneUnknownWord(request.text)
        ? school.say({ id: `reply:${key}`, team, destination, content: { kind: "help", unknown: request.text } })
        : school.ask.answer(key, heardIn(command), request.text, destination);
    default:
      return school.say({ id: `reply:${key}`, team, destination, content: { kind: "help" } });
  }
}

function learn(door: Door, command: SlashCommand, topic: string): Promise<void> {
  const lesson = door.school.reading.findLesson(topic);
  const reader = {
    team: command.team_id,
    person: command.user_id,
    trigger: command.trigger_id,
    channel: command.channel_id,
  };
  return lesson ? openSection(door, reader, lesson.id) : openIndex(door, reader, { missing: topic !== "" });
}

async function quiz(
  door: Door,
  command: SlashCommand,
  { deed, topic }: Extract<Request, { kind: "quiz" }>,
  { key, destination }: { key: string; destination: Destination },
): Promise<void> {
  const { team_id: team, channel_id: channel, user_id: owner, trigger_id: trigger } = command;
  switch (deed) {
    case "now":
      return quizNow(door, { key, team, channel, owner, topic }, destination);
    case "schedule":
      if (!(await isMember(door, channel))) return invite(door, key, team, destination);
      return openScheduleForm(door, { channel, person: owner, trigger });
    case "list": {
      const listed = await door.school.quiz.listIn(team, channel);
      return door.school.say({ id: `reply:${key}`, team, destination, content: { kind: "schedules", ...listed } });
    }
  }
}

function invite({ school }: Door, key: string, team: string, destination: Destination): Promise<void> {
  const text = "I am not in this channel yet: type `/invite @Shipmate` first.";
  return school.say({ id: `reply:${key}`, team, destination, content: { kind: "note", text } });
}

/** `/shipmate staus` is a slip rather than a question. */
function isOneUnknownWord(text: string): boolean {
  return /^[a-z-]+$/i.test(text);
}

/** A command has no message of its own: the trigger id stands in for its ts, so that it starts no thread. */
function heardIn(command: SlashCommand): Heard {
  return {
    team: command.team_id,
    channel: command.channel_id,
    user: command.user_id,
    ts: command.trigger_id,
    threadTs: undefined,
    text: command.text,
    isDirect: false,
    isMention: false,
  };
}
