/** Messages: mentions, direct messages, and follow-ups in threads. */
import type { Destination } from "../school/delivery.ts";
import type { Heard, Hearing } from "../school/listening.ts";
import type { Door } from "./door.ts";
import { startLab, typeInLab } from "./lab.ts";
import { manifestsIn, playFiles } from "./lab-files.ts";
import { readHeard } from "./message.ts";
import { whileBusy } from "./answer-status.ts";
import { quizNow } from "./quiz.ts";
import { giveReview } from "./reviews.ts";
import { inboundKey } from "./receive.ts";
import { switchedOff } from "./switched-off.ts";

export function listenToAsk(door: Door): void {
  const { app, identity } = door;

  const onMessage = async ({ body }: { body: unknown }) => {
    const heard = readHeard(body as Record<string, any>, identity);
    const key = inboundKey(body as Record<string, any>);
    if (!heard || !key || (await playFiles(door, key, heard, manifestsIn(body as Record<string, any>)))) return;
    await attend(door, key, heard);
  };
  app.event("message", onMessage);
  app.event("app_mention", onMessage);

  app.event("agent_session_stopped", async ({ event }) => {
    const { channel, thread_ts: threadTs } = event;
    if (threadTs) door.school.ask.stop({ team: identity.team, channel, threadTs });
  });
}

async function attend(door: Door, key: string, heard: Heard): Promise<void> {
  const { school } = door;
  const hearing = await school.hear(heard);
  const destination = inThread(heard);
  if (await isSwitchedOff(door, key, heard, hearing, destination)) return;
  switch (hearing.kind) {
    case "silent":
      return;
    case "ask":
      return whileBusy(door, heard, () => school.ask.answer(key, heard, hearing.text, destination));
    case "maybe-follow-up":
      return school.ask.answerFollowUp(key, heard, hearing.text, destination);
    case "lab-command":
      return typeInLab(door, key, heard, hearing.text);
    case "lab": {
      const { team, channel, user: person } = heard;
      return startLab(door, { key, team, channel, person, scenario: hearing.scenario }, destination);
    }
    case "quiz":
      return quizInMessage(door, key, heard, hearing, destination);
    case "review":
      return giveReview(
        door,
        { key, team: heard.team, person: heard.user, channel: heard.channel },
        forOne(heard, destination),
      );
    default:
      return school.say({
        id: `reply:${key}`,
        team: heard.team,
        destination,
        content: await simpleReply(door, heard, hearing),
      });
  }
}

function inThread({ channel, threadTs, ts }: Heard): Destination {
  return { kind: "message", channel, threadTs: threadTs ?? ts };
}

/** Whether the channel takes no questions, of which whoever mentioned us is told. */
async function isSwitchedOff(
  door: Door,
  key: string,
  heard: Heard,
  { kind }: Hearing,
  destination: Destination,
): Promise<boolean> {
  if (kind !== "ask" && kind !== "maybe-follow-up") return false;
  const off = await switchedOff(door, "ask", heard);
  if (off && kind === "ask")
    await door.school.say({ id: `reply:${key}`, team: heard.team, destination, content: note(off) });
  return off !== undefined;
}

/** What concerns one person alone is said to them alone; a direct message is private as it is. */
function forOne({ isDirect, channel, user }: Heard, destination: Destination): Destination {
  return isDirect ? destination : { kind: "private", channel, user };
}

/** A form needs a press or a command; a mention can only point there. */
async function quizInMessage(
  door: Door,
  key: string,
  { team, channel, user: owner }: Heard,
  { deed, topic }: Extract<Hearing, { kind: "quiz" }>,
  destination: Destination,
): Promise<void> {
  if (deed === "now") return quizNow(door, { key, team, channel, owner, topic }, destination);
  const content =
    deed === "list"
      ? { kind: "schedules" as const, ...(await door.school.quiz.listIn(team, channel)) }
      : note("Type `/shipmate quiz schedule` in the channel: it opens the form.");
  await door.school.say({ id: `reply:${key}`, team, destination, content });
}

async function simpleReply(
  { school }: Door,
  heard: Heard,
  hearing: Exclude<Hearing, { text: string } | { kind: "silent" | "quiz" | "lab" | "review" }>,
) {
  switch (hearing.kind) {
    case "help":
      return { kind: "help" } as const;
    case "learn":
      return { kind: "help" } as const;
    case "pause":
      await school.ask.mute(heard, true);
      return note("I am quiet in this thread now. `@Shipmate resume` brings me back.");
    case "resume":
      await school.ask.mute(heard, false);
      return note("I am listening in this thread again.");
  }
}

const note = (text: string) => ({ kind: "note", text }) as const;
