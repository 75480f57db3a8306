/** The quoted passages of an answer, in a modal, so that everybody can check a citation. */
import type { ModalView } from "@slack/types";
import type { Citation } from "../../ask/answer.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { section } from "./drawn.ts";

/** `channel` is where the answer stands, so that what is opened from here can be tried there. */
export function passagesView(citations: Citation[], channel = ""): ModalView {
  return {
    type: "modal",
    private_metadata: channel,
    title: { type: "plain_text", text: "Passages" },
    close: { type: "plain_text", text: "Close" },
    blocks: citations.slice(0, 20).flatMap(({ n, passage, lessonTitle, heading, section: target }) => [
      section(`*[${n}] ${escapeText(shorten(`${lessonTitle} › ${heading}`, 200))}*`),
      section(escapeText(shorten(passage.text, 2400))),
      ...(target
        ? [
            {
              type: "actions" as const,
              elements: [button("Open this section", actionId(actions.openSection, n), target)],
            },
          ]
        : []),
    ]),
  };
}
