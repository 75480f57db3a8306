/** `/shipmate`: the same requests as a mention, answered privately. Slack shows its own failure when nobody acknowledges in 3 s. */
import type { Destination } from "../school/delivery.ts";
import type { Heard } from "../school/listening.ts";
import { readRequest } from "../school/listening.ts";
import type { Door } from "./door.ts";
import { openIndex, openSection } from "./learn.ts";
import { inboundKey } from "./receive.ts";

export function listenToCommands(door: Door): void {
  const { app, school } = door;
  app.command("/shipmate", async ({ ack, command, body }) => {
    await ack();
    const key = inboundKey(body as unknown as Record<string, unknown>) ?? "";
    const destination: Destination = { kind: "response", url: command.response_url, user: command.user_id };
    const request = readRequest(command.text ?? "");
    const team = command.team_id;
    switch (request.kind) {
      case "learn": {
        const lesson = school.reading.findLesson(request.topic);
        const reader = { team, person: command.user_id, trigger: command.trigger_id };
        return lesson ? openSection(door, reader, lesson.id) : openIndex(door, reader);
      }
      case "ask":
        return isOneUnknownWord(request.text)
          ? school.say({ id: `reply:${key}`, team, destination, content: { kind: "help", unknown: request.text } })
          : school.ask.answer(key, heardIn(command), request.text, destination);
      default:
        return school.say({ id: `reply:${key}`, team, destination, content: { kind: "help" } });
    }
  });
}

/** `/shipmate staus` is a slip rather than a question. */
function isOneUnknownWord(text: string): boolean {
  return /^[a-z-]+$/i.test(text);
}

/** A command has no message of its own: the trigger id stands in for its ts, so that it starts no thread. */
function heardIn(command: {
  team_id: string;
  channel_id: string;
  user_id: string;
  trigger_id: string;
  text: string;
}): Heard {
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
