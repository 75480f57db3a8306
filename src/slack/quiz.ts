/** Quizzes in Slack: asked for, answered, closed. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { Destination } from "../school/delivery.ts";
import type { Act } from "../school/quizzes.ts";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { isMember } from "./membership.ts";
import { privately } from "./privately.ts";
import { sayGone } from "./gone-quiz.ts";
import { listenToQuizForms } from "./quiz-form.ts";
import { publishHome } from "./publish-home.ts";
import { inboundKey } from "./receive.ts";
import { isInHome, showInHome } from "./review-in-home.ts";
import { switchedOff } from "./switched-off.ts";

export function listenToQuiz(door: Door): void {
  const { app, school, identity } = door;
  app.action<BlockAction<ButtonAction>>(matching(actions.answerQuiz), async ({ ack, body, action }) => {
    await ack();
    const [shown = "", ...id] = (action.value ?? "").split(" ");
    await answer(door, body, id.join(" "), { kind: "shown", place: Number(shown) });
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.unsure), async ({ ack, body, action }) => {
    await ack();
    await answer(door, body, action.value ?? "", { kind: "unsure" });
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.guessed), async ({ ack, body, action }) => {
    await ack();
    const [person, isInPlace] = [body.user.id, isInHome(body)];
    const guess = { key: keyOf(body), team: identity.team, person, quiz: action.value ?? "" };
    await school.quiz.guessed({ ...guess, isInPlace });
    if (isInPlace) await publishHome(door, person);
  });

  listenToQuizForms(door);

  app.action<BlockAction<ButtonAction>>(matching(actions.closeQuiz), async ({ ack, body, action }) => {
    await ack();
    const outcome = await school.quiz.closeNow(action.value ?? "", body.user.id);
    const destination = privately(body);
    if (outcome === "closed" || !destination) return;
    const text =
      outcome === "gone"
        ? "This quiz is closed already."
        : "Only whoever posted this quiz can close it before its time.";
    await school.say({ id: `reply:${keyOf(body)}`, team: identity.team, destination, content: { kind: "note", text } });
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.quizMe), async ({ ack, body, action }) => {
    await ack();
    if (!body.channel) return;
    const person = body.user.id;
    const place = { key: keyOf(body), team: identity.team, channel: body.channel.id, owner: person, audience: person };
    await quizNow(door, { ...place, topic: action.value ?? "" }, privately(body));
  });
}

/** Whoever presses what is no quiz of ours any more is told so: a press without a word looks broken. */
async function answer(door: Door, body: BlockAction, quiz: string, act: Act): Promise<void> {
  const { school, identity } = door;
  const isInPlace = isInHome(body);
  const press = { key: keyOf(body), team: identity.team, person: body.user.id, isInPlace };
  const given = await school.quiz.answer({ ...press, quiz, act });
  if (isInPlace) await showInHome(door, press.person, given);
  else if (given.kind === "unknown") await sayGone(door, body);
}

/** `/shipmate quiz now [topic]`, or the same in a mention. What went wrong is said to the one who asked. */
export async function quizNow(
  door: Door,
  asked: { key: string; team: string; channel: string; owner: string; topic: string; audience?: string },
  reply: Destination | undefined,
): Promise<void> {
  const { school } = door;
  const say = async (text: string) =>
    reply &&
    school.say({ id: `reply:${asked.key}`, team: asked.team, destination: reply, content: { kind: "note", text } });
  const off = await switchedOff(door, "quiz", asked);
  if (off) return say(off);
  if (!(await isMember(door, asked.channel)))
    return say("I am not in this channel yet: type `/invite @Shipmate` first.");
  const topic = school.reading.findLesson(asked.topic)?.id ?? asked.topic;
  if (!(await school.quiz.now({ ...asked, topic })))
    return say(
      `I have no questions about that. Topics: ${school.quiz
        .topics()
        .map(({ id }) => `\`${id}\``)
        .join(", ")}.`,
    );
}

function keyOf(body: object): string {
  return inboundKey(body as Record<string, unknown>) ?? "";
}
