/** "I guessed": a right answer that was luck comes back sooner. */
import { relearn } from "./put-right.ts";
import type { Store } from "./store.ts";

/** Whose answer, to which quiz; `key` names the press. `isInPlace`: whoever calls shows what came of it. */
export type Guess = { key: string; team: string; person: string; quiz: string; isInPlace?: boolean };

/** Notes it once, and tells its person so; nothing happens to an answer that is not right, or not there. */
export async function markGuessed(
  store: Store,
  { key, team, person, quiz: id, isInPlace = false }: Guess,
): Promise<void> {
  await store.transaction(async (records) => {
    const quiz = await records.quizzes.find(id);
    if (!quiz || quiz.team !== team) return;
    const isNew = await records.quizzes.setGuessed(id, person);
    if (isNew) await relearn(records, team, person, quiz.question);
    if (isInPlace) return;
    const text = isNew
      ? "Noted as a guess: it still counts as right, and comes back to you sooner."
      : "That is noted already.";
    await records.outbox.owe({
      id: `guessed:${key}`,
      team,
      destination: { kind: "private", channel: quiz.channel, user: person },
      content: { kind: "note", text },
    });
  });
}
