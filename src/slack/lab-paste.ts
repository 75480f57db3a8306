/** The form for a manifest: opened from a lab's buttons, tried when it is submitted, and played when it works. */
import type { BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { Paste, PasteProblem } from "../school/lab-paste.ts";
import { actions, matching, views } from "./actions.ts";
import type { Door } from "./door.ts";
import { shorten } from "./mrkdwn.ts";
import { labThreadOf } from "./pressed-in.ts";
import { tellPresser } from "./privately.ts";
import { inboundKey } from "./receive.ts";
import { labPasteForm } from "./views/lab-paste.ts";

/** Slack waits three seconds for what is wrong with a form. A trial that takes longer is answered in the thread. */
const TRIAL_MS = 2_000;
const PROBLEM = 500;

/** Its records are gone, as after a restored backup. */
export const UNKNOWN_LAB = "I know nothing of this lab any more. `/shipmate lab` lists the scenarios to start one.";

export function listenToPastes(door: Door): void {
  const { app, school, client } = door;
  app.action<BlockAction<ButtonAction>>(matching(actions.pasteInLab), async ({ ack, body, action }) => {
    await ack();
    const lab = await school.lab.find(action.value ?? "");
    const threadTs = labThreadOf(body);
    if (!lab || !threadTs) return tellPresser(door, body, UNKNOWN_LAB);
    await client.views.open({ trigger_id: body.trigger_id, view: labPasteForm(lab, threadTs) });
  });

  app.view(views.labPaste, async ({ ack, view, body }) => {
    const [id = "", threadTs = ""] = view.private_metadata.split(" ");
    const lab = await school.lab.find(id);
    if (!lab) return ack({ response_action: "errors", errors: { text: UNKNOWN_LAB } });
    const paste = readPaste(view);
    const read = school.lab.readPaste(lab, paste);
    if ("problem" in read) return ack({ response_action: "errors", errors: errorOf(read) });
    const problem = await soon(school.lab.tryPaste(lab, paste.text, read.message));
    if (problem) return ack({ response_action: "errors", errors: errorOf(problem) });
    await ack();
    const { team, channel } = lab;
    const key = inboundKey({ ...body }) ?? "";
    await school.lab.say(lab, { key, team, channel, threadTs, person: body.user.id, text: read.message });
  });
}

/** What a trial finds in time. */
async function soon<T>(trial: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), TRIAL_MS);
  try {
    return await Promise.race([trial, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What Slack says the form holds; an input that was left empty comes as null. */
const formState = z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() })));

function readPaste({ state }: ViewOutput): Paste {
  const fields = formState.parse(state.values);
  const valueOf = (id: keyof Paste) => fields[id]?.[id]?.value ?? "";
  return { text: valueOf("text"), file: valueOf("file") };
}

const errorOf = ({ field, problem }: PasteProblem) => ({ [field]: shorten(problem, PROBLEM) });
