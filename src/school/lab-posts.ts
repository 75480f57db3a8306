// What a lab posts: the reply to each command, and the card kept current.
import type { LabView } from "../lab/view.ts";
import type { Content } from "./content.ts";
import type { LabRecord, LabSummary, ShownView } from "./labs.ts";
import type { Records } from "./store.ts";

/** Somebody typed this in a lab's thread, or pressed a button that types it. `isAdmin` tells of the workspace; absent: no. */
export type Said = {
  key: string;
  team: string;
  channel: string;
  threadTs: string;
  person: string;
  text: string;
  isAdmin?: () => Promise<boolean>;
};

/** The card is redrawn at most this often: commands in between share one edit. */
const CARD_EVERY = 1_000;

/** The reply to what somebody said. */
export function oweReply(records: Records, lab: LabRecord, said: Said, content: Content): Promise<void> {
  const destination = { kind: "message", channel: lab.channel, threadTs: said.threadTs } as const;
  return records.outbox.owe({ id: `lab-turn:${said.key}`, team: lab.team, destination, content });
}

/** The card as a lab begins. */
export function oweCard(records: Records, lab: LabRecord, view: LabView): Promise<void> {
  const { id, team, channel } = lab;
  return records.outbox.owe({
    id: `lab:${id}`,
    team,
    destination: { kind: "message", channel },
    content: cardOf(lab, view),
  });
}

/** Has the card redrawn, if it is posted: of several at once the latest wins. */
export async function oweNewCard(records: Records, lab: LabRecord, view: LabView): Promise<void> {
  const post = await records.outbox.find(`lab:${lab.id}`);
  if (post?.status !== "sent") return;
  const bucket = Math.ceil((Date.now() + 1) / CARD_EVERY);
  await records.outbox.cancel(`card:${lab.id}:`, `card:${lab.id}:${bucket}`);
  await records.outbox.oweLatest(
    {
      id: `card:${lab.id}:${bucket}`,
      team: lab.team,
      destination: { kind: "edit", channel: lab.channel, ts: post.ts },
      content: cardOf(lab, view),
    },
    bucket * CARD_EVERY,
  );
}

const cardOf = (lab: LabRecord, view: LabView): Content => ({
  kind: "lab-card",
  lab: summary(lab, view),
  view: shown(view),
});

export function summary(lab: LabRecord, view: LabView): LabSummary {
  const { id, title, story, goal } = lab.scenario;
  return { id: lab.id, scenario: { id, title, story, goal }, seed: lab.seed, finished: lab.finished || view.finished };
}

export function shown({ board, charts, debrief }: LabView): ShownView {
  return { board, charts, debrief };
}
