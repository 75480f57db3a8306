/** The question that an element may ask before it does anything. */
import type { ConfirmationDialog } from "@slack/types";
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { Mrkdwn } from "../text/draw.tsx";
import { Question } from "../view/question.tsx";
import type { Loose } from "./values.ts";

type Confirmed = [(go: () => void) => void, JSX.Element | null];

/** A function that runs its argument, after asking when the element says so; and the dialog to draw meanwhile. */
export function useConfirmed(element: Loose): Confirmed {
  const [waiting, setWaiting] = useState<{ go: () => void }>();
  const confirm = element["confirm"] as ConfirmationDialog | undefined;
  const ask = (go: () => void): void => {
    if (confirm === undefined) go();
    else setWaiting({ go });
  };
  if (confirm === undefined || waiting === undefined) return [ask, null];
  const close = (): void => setWaiting(undefined);
  const yes = (): void => {
    close();
    waiting.go();
  };
  const text = confirm.text.type === "mrkdwn" ? <Mrkdwn text={confirm.text.text} /> : plainText(confirm.text);
  const question = (
    <Question
      title={plainText(confirm.title) || "Are you sure?"}
      text={text}
      yes={plainText(confirm.confirm) || "Yes"}
      no={plainText(confirm.deny) || "Cancel"}
      danger={confirm.style === "danger"}
      onYes={yes}
      onNo={close}
    />
  );
  return [ask, question];
}
