/** How reviews look: in App Home, as the daily reminder, and in words. */
import type { KnownBlock, PlainTextOption, StaticSelect } from "@slack/types";
import type { Standing } from "../../school/reviews.ts";
import { actionId, actions } from "../actions.ts";
import { button } from "./answer.ts";
import { type Drawn, context, section, when } from "./drawn.ts";

/** The setting of the reminder, in App Home. */
export function reminderBlocks({ isReminded, remindedAt }: Standing): KnownBlock[] {
  const setting = isReminded
    ? button("Stop the daily reminder", actionId(actions.remindReviews, "off"), "off")
    : button("Remind me daily", actionId(actions.remindReviews, "on"), "on");
  return [
    { type: "actions", elements: [setting, ...(isReminded ? [hourSelect(remindedAt)] : [])] },
    context(
      `Reviews by direct message: ${isReminded ? "on. On days when something is due, I write to you at ${remindedAt}:00 of your day." : "off."}`,
    ),
  ];
}

/** An hour of the person's day. */
function hourSelect(chosen: number): StaticSelect {
  const options = Array.from({ length: 24 }, (_, hour): PlainTextOption => ({
    text: { type: "plain_text", text: `at ${hour}:00` },
    value: String(hour),
  }));
  const initial = options[chosen];
  return {
    type: "static_select",
    action_id: actions.remindAt,
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

/** Why there is no review now. */
export function nothingDue({ learnt, nextAt }: Standing): string {
  if (learnt === 0) return "None yet. What you answer in quizzes comes back here shortly before you would forget it.";
  return `None due.${nextAt === undefined ? "" : ` The next one comes ${when(nextAt)}.`}`;
}

export function reminderView({ due }: { due: number }): Drawn {
  const text = `${due === 1 ? "1 review is due" : `${due} reviews are due`}: each is one question, for your eyes only.`;
  const stop = button("Stop reminding me", actionId(actions.remindReviews, "off"), "off");
  return { text, blocks: [section(text), { type: "actions", elements: [nextButton("Review now"), stop] }] };
}

/** From one review to the next; nothing when none is left. `from` is the one that stands there, where it is to give way. */
export function moreReviews(due: number, from?: string): KnownBlock[] {
  return due > 0 ? [{ type: "actions", elements: [nextButton(`Next review (${due} due)`, from)] }] : [];
}

function nextButton(text: string, from = "next") {
  return button(text, actions.nextReview, from);
}
