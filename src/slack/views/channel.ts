/** What a channel wants of Shipmate, as a form. */
import type { ModalView, PlainTextOption } from "@slack/types";
import type { ChannelSettings } from "../../school/channel-settings.ts";
import { views } from "../actions.ts";
import { section } from "./drawn.ts";

const option = (value: string, text: string): PlainTextOption => ({ text: { type: "plain_text", text }, value });

const CHOICES = [
  option("ask", "Questions: answer whoever mentions me"),
  option("quiz", "Quizzes: post them when they are scheduled or asked for"),
  option("lab", "Labs: open scenarios here"),
  option("digest", "A weekly digest, on Monday at 9:00"),
];

export function channelForm(channel: string, { off, digestAt }: ChannelSettings): ModalView {
  const isOn = (value: string) => (value === "digest" ? digestAt > 0 : !off.some((feature) => feature === value));
  const chosen = CHOICES.filter(({ value }) => isOn(value ?? ""));
  return {
    type: "modal",
    callback_id: views.channelForm,
    private_metadata: channel,
    title: { type: "plain_text", text: "Channel settings" },
    submit: { type: "plain_text", text: "Save" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      section(`In <#${channel}> I offer what is ticked. A quiz that falls due while quizzes are off is skipped.`),
      {
        type: "input",
        block_id: "on",
        optional: true,
        label: { type: "plain_text", text: "Switched on" },
        element: {
          type: "checkboxes",
          action_id: "on",
          options: CHOICES,
          ...(chosen.length > 0 ? { initial_options: chosen } : {}),
        },
      },
    ],
  };
}
