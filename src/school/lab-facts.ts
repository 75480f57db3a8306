/** What is true of the lab in whose thread something is asked. */
import type { Passage } from "../ask/answer.ts";
import type { Replay } from "./lab.ts";
import type { Store } from "./store.ts";

/** None outside labs, and none of a lab whose past the engine tells otherwise by now: its thread shows another world. */
export async function factsIn(
  { store, replay }: { store: Pick<Store, "labs">; replay: Replay },
  thread: { team: string; channel: string; threadTs: string },
): Promise<Passage[]> {
  const lab = await store.labs.inThread(thread.team, thread.channel, thread.threadTs);
  if (!lab) return [];
  const journal = await store.labs.journal(lab.id);
  const texts = journal.map(({ text }) => text);
  const { facts, hashes } = await replay(lab.scenario, lab.seed, texts);
  const isOtherWorld = journal.some(({ hash }, at) => hash !== "" && hash !== hashes[at]);
  return isOtherWorld ? [] : facts;
}
