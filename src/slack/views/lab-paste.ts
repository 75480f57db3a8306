/** The form that a manifest is pasted into. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { LabRecord } from "../../school/labs.ts";
import { views } from "../actions.ts";

/** Slack's limit for an input. */
const INPUT = 3_000;

type Words = { label: string; hint: string; file: string };

/** What is pasted, by orchestrator, and what becomes of it. */
const WORDS: Record<LabRecord["scenario"]["orchestrator"], Words> = {
  kubernetes: {
    label: "Manifest",
    hint: "Applied as by kubectl apply -f. Longer ones go into the thread, in a code block.",
    file: "web.yaml",
  },
  swarm: {
    label: "Compose file",
    hint: "Deployed as by docker stack deploy -c, as the stack that its name: says, or its file's name.",
    file: "shop.yaml",
  },
  mesos: {
    label: "App definition (JSON)",
    hint: "Sent to Marathon: PUT /v2/apps/ID creates the app or changes it.",
    file: "web.json",
  },
};

/** `private_metadata`: the lab's id and its thread, with a space between. */
export function labPasteForm(lab: LabRecord, threadTs: string): ModalView {
  const { label, hint, file } = WORDS[lab.scenario.orchestrator];
  return {
    type: "modal",
    callback_id: views.labPaste,
    private_metadata: `${lab.id} ${threadTs}`,
    title: { type: "plain_text", text: "Paste into the lab" },
    submit: { type: "plain_text", text: "Apply" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      input("text", label, { multiline: true, max_length: INPUT }, hint),
      input("file", "File name", { max_length: 60, placeholder: { type: "plain_text", text: file } }, undefined),
    ],
  };
}

/** The file's name is the only thing that may stay empty. */
function input(id: "text" | "file", label: string, element: object, hint: string | undefined): KnownBlock {
  return {
    type: "input",
    block_id: id,
    optional: id === "file",
    label: { type: "plain_text", text: label },
    element: { type: "plain_text_input", action_id: id, ...element },
    ...(hint === undefined ? {} : { hint: { type: "plain_text", text: hint } }),
  } as KnownBlock;
}
