/** The Ask room: a question in, a recorded answer and a delivery that owes it to the asker out. */
import type { Answer, Ask } from "../ask/answer.ts";
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import type { Destination } from "./delivery.ts";
import type { Heard } from "./listening.ts";
import type { Store } from "./store.ts";

const HISTORY = 4;

/** Says an answer more fluently, or gives it back as it is. Never rejects, and never makes an answer of a refusal. */
export type Rephrase = (
  question: { text: string; history: string[] },
  answer: Extract<Answer, { kind: "answer" }>,
) => Promise<Answer>;

export function createAskRoom(parts: {
  store: Store;
  library: Library;
  ask: Ask;
  rephrase?: Rephrase | undefined;
  clock: Clock;
  wake: () => void;
}) {
  const { store, library, ask, rephrase, clock, wake } = parts;

  /** A lab that is about the same lesson. */
  function scenarioFor(lesson: string): string | undefined {
    return library.scenarios.find(({ lessons }) => lessons.some((id) => id.split("#")[0] === lesson))?.id;
  }

  /** Answers from the lessons, with what the same person asked before in the thread. */
  async function think(heard: Heard, text: string, unasked = false): Promise<Answer> {
    const threadTs = heard.threadTs ?? heard.ts;
    const history = heard.threadTs
      ? await store.answers.questionsIn(
          { team: heard.team, channel: heard.channel, threadTs, person: heard.user },
          HISTORY,
        )
      : [];
    const answer = ask({ text, history, unasked });
    return rephrase && answer.kind === "answer" ? rephrase({ text, history }, answer) : answer;
  }

  /** Records the answer and owes it, in one transaction: both or neither. */
  async function write(
    key: string,
    heard: Heard,
    text: string,
    answer: Answer,
    destination: Destination,
  ): Promise<void> {
    const { team, channel, user: person } = heard;
    const threadTs = heard.threadTs ?? heard.ts;
    await store.transaction(async (records) => {
      await records.answers.add({
        id: key,
        team,
        channel,
        threadTs,
        person,
        question: text,
        answer,
        askedAt: clock.now(),
      });
      if (destination.kind === "message")
        await records.threads.join({ team, channel, ts: threadTs, kind: "ask", startedBy: person, at: clock.now() });
      const scenario = answer.kind === "answer" ? scenarioFor(answer.related.lesson) : undefined;
      const content = { kind: "answer", answerId: key, question: text, answer, scenario } as const;
      await records.outbox.owe({ id: `answer:${key}`, team, destination, content });
    });
    wake();
  }

  return {
    /** Answers a question that was put to Shipmate. `key` names the act of asking: the same key is answered once. */
    async answer(key: string, heard: Heard, text: string, destination: Destination): Promise<void> {
      await write(key, heard, text, await think(heard, text), destination);
    },

    /** Answers an unmentioned question in a thread, only if the lessons do answer it. */
    async answerFollowUp(key: string, heard: Heard, text: string, destination: Destination): Promise<void> {
      const answer = await think(heard, text, true);
      if (answer.kind === "answer") await write(key, heard, text, answer, destination);
    },

    /** The longer answer to a question that was answered, for whoever wants it. Quoted from the lessons, also where a model worded the short one. */
    async more(key: string, { id, person }: { id: string; person: string }, destination: Destination): Promise<void> {
      const record = await store.answers.find(id);
      if (!record) return;
      const { team, channel, threadTs, question: text } = record;
      const asked = await store.answers.questionsIn({ team, channel, threadTs, person: record.person }, HISTORY);
      const answer = ask({ text, history: asked.slice(0, Math.max(0, asked.indexOf(text))), longer: true });
      const heard = { team, channel, user: person, ts: threadTs, threadTs, text, isDirect: false, isMention: false };
      await write(key, heard, text, answer, destination);
    },

    find: (id: string) => store.answers.find(id),
    thumb: (id: string, thumb: "up" | "down") => store.answers.setThumb(id, thumb),
    mute: (heard: Heard, muted: boolean) =>
      store.threads.mute(heard.team, heard.channel, heard.threadTs ?? heard.ts, muted),
  };
}
