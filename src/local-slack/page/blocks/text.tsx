/** A text object: plain text as it is, mrkdwn formatted. */
import type { TextObject } from "@slack/types";
import type { JSX } from "preact";
import { decodeEntities } from "../text/emoji.ts";
import { PlainText } from "../text/emoji-view.tsx";
import { Mrkdwn } from "../text/draw.tsx";

export function Text({ text }: { text: TextObject }): JSX.Element {
  if (text.type === "mrkdwn") return <Mrkdwn text={text.text} />;
  return (
    <div class="rich">
      <p>
        <PlainText text={decodeEntities(text.text)} />
      </p>
    </div>
  );
}
