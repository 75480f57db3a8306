/** A text object: plain text as it is, mrkdwn formatted. */
import type { TextObject } from "@slack/types";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { Mrkdwn } from "../text/draw.tsx";

export function Text({ text }: { text: TextObject }): JSX.Element {
  if (text.type === "mrkdwn") return <Mrkdwn text={text.text} />;
  return (
    <div class="rich">
      <p>{plainText(text)}</p>
    </div>
  );
}
