/** The form of a quiz: opened, read, and taken as the answer. */
import type { BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { Filled } from "../quiz/read-reply.ts";
import { actions, matching, views } from "./actions.ts";
import type { Door } from "./door.ts";
import { sayGone } from "./gone-quiz.ts";
import { inboundKey } from "./receive.ts";
import { isInHome, showInHome } from "./review-in-home.ts";
import { formPlace, quizForm } from "./views/quiz-form.ts";

export function listenToQuizForms(door: Door): void {
  const { app, school, identity, client } = door;
  app.action<BlockAction<ButtonAction>>(matching(actions.openQuiz), async ({ ack, body, action }) => {
    await ack();
    const [person, isInPlace] = [body.user.id, isInHome(body)];
    const press = { key: keyOf(body), team: identity.team, person, quiz: action.value ?? "", isInPlace };
    const begun = await school.quiz.begin(press);
    if (begun.kind === "open") {
      const view = quizForm(begun.quiz, isInPlace);
      return void (await client.views.open({ trigger_id: body.trigger_id, view }));
    }
    if (isInPlace) return showInHome(door, person, begun);
    if (begun.kind === "unknown") await sayGone(door, body);
  });

  app.view(views.quizForm, async ({ ack, view, body }) => {
    const filled = readFilled(view);
    const { quiz, isInPlace } = formPlace(view.private_metadata);
    const problems = await school.quiz.problemsOf(quiz, filled);
    if (problems.length > 0) {
      const errors = Object.fromEntries(problems.map(({ field, problem }) => [field, problem]));
      return ack({ response_action: "errors", errors });
    }
    await ack();
    const act = { kind: "filled" as const, filled };
    const press = { key: keyOf(body), team: identity.team, person: body.user.id, quiz, isInPlace };
    const given = await school.quiz.answer({ ...press, act });
    if (isInPlace) await showInHome(door, press.person, given);
  });
}

const option = z.object({ value: z.string() });
const field = z.object({
  value: z.string().nullish(),
  selected_options: z.array(option).nullish(),
  selected_option: option.nullish(),
});

/** What Slack says the form holds; an input that was left empty comes as null. */
const formState = z.record(z.string(), z.record(z.string(), field));

function readFilled(view: ViewOutput): Filled {
  const state = formState.parse(view.state.values);
  const valueOf = (id: string) => state[id]?.[id];
  const places = Object.keys(state).filter((id) => id.startsWith("place-"));
  return {
    text: valueOf("text")?.value ?? "",
    chosen: (valueOf("options")?.selected_options ?? []).map(({ value }) => Number(value)),
    places: places.map((_, place) => {
      const chosen = valueOf(`place-${place}`)?.selected_option;
      return chosen ? Number(chosen.value) : undefined;
    }),
  };
}

function keyOf(body: object): string {
  return inboundKey(body as Record<string, unknown>) ?? "";
}
