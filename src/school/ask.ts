/** The Ask room: a question in, a recorded answer and a delivery that owes it to the asker out. */
import type { Answer, Ask, Passage } from "../ask/answer.ts";
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { namesAny, withFacts, askedOfLessons } from "./ask-lab.ts";
import type { Aside, Content } from "./content.ts";
import type { Destination } from "./delivery.ts";
import { groupGaps } from "./gaps.ts";
import { createLimits, type Limits } from "./limits.ts";
import type { Heard } from "./listening.ts";
import { scenarioForLesson } from "./scenario-for.ts";
import type { Records, Store } from "./store.ts";
import { createWordingRoom, type AnswerBegun, type Live, type Place, type Rephrase } from "./wording.ts";

const HISTORY = 4;
/** Enough to see what is missing, and not too much to compare while somebody waits. */
const NEWEST_GAPS = 500;

/** One act of asking: its key, who asks and where, what, and where the answer goes. */
type Asked = { key: string; heard: Heard; text: string; destination: Destination };

export function createAskRoom(parts: {
  store: Store;
  library: Library;
  ask: Ask;
  rephrase?: Rephrase | undefined;
  live?: Live | undefined;
  /** What is true of the lab in whose thread is asked; nothing outside labs. */
  facts?: ((place: Place) => Promise<Passage[]>) | undefined;
  limits: Limits;
  clock: Clock;
  wake: () => void;
}) {
  const { store, library, ask, clock, wake } = parts;
  const limits = createLimits({ store, clock, limits: parts.limits });
  const wording = createWordingRoom(parts);

  /** What the same person asked before in the thread, oldest first. */
  async function historyOf(heard: Heard): Promise<string[]> {
    if (!heard.threadTs) return [];
    return store.answers.questionsIn({ ...placeOf(heard), person: heard.user }, HISTORY);
  }

  /** What the lessons say, and in a lab's thread what is true there. */
  async function think(heard: Heard, text: string, history: string[], unasked: boolean): Promise<Answer> {
    const facts = heard.threadTs ? await parts.facts?.(placeOf(heard)) : undefined;
    if (!facts?.length) return ask({ text, history, unasked });
    // What people say to each other in a lab is theirs, unless it names something of the lab.
    if (unasked && !namesAny(text, facts))
      return { kind: "refused", reason: "not-covered", nearest: [], retrieved: [] };
    return withFacts(ask({ text: askedOfLessons(text, facts), history }), text, facts);
  }

  /** The answer as the lessons give it, or as a model words it where that may be. */
  async function finish(asked: Asked, history: string[], answer: Answer): Promise<void> {
    const { key, heard, text, destination } = asked;
    if (!wording.isPossible || answer.kind !== "answer") return write(asked, answer);
    const taken = await limits.word({ key, team: heard.team, person: heard.user });
    if ("usedUp" in taken) return write(asked, answer, { kind: "used-up", usedUp: taken.usedUp });
    const spent: { input: number; output: number }[] = [];
    // Only what all can see is shown before it is whole: private words are sent once.
    const begin = destination.kind === "message" ? (content: AnswerBegun) => owe(asked, content) : undefined;
    const question = { text, history };
    const worded = await wording.word(question, answer, placeOf(heard), begin, (each) => void spent.push(each));
    for (const each of spent) await taken.spent(each);
    if (worded === "stopped") return write(asked, answer, undefined, STOPPED);
    return write(asked, worded.answer, worded.aside);
  }

  async function owe({ key, heard, destination }: Asked, content: Content): Promise<string> {
    const id = `answer:${key}`;
    await store.outbox.owe({ id, team: heard.team, destination, content });
    wake();
    return id;
  }

  /** Records the answer and owes it, in one transaction: both or neither. `instead` is said in its place. */
  async function write(asked: Asked, answer: Answer, aside?: Aside, instead?: Content): Promise<void> {
    const { key, heard, text, destination } = asked;
    const { team, channel, user: person } = heard;
    const { threadTs } = placeOf(heard);
    const scenario = answer.kind === "answer" ? scenarioForLesson(answer.related.lesson, library) : undefined;
    const content = instead ?? { kind: "answer", answerId: key, question: text, answer, scenario, aside };
    await store.transaction(async (records) => {
      const record = { id: key, team, channel, threadTs, person, question: text, answer, askedAt: clock.now() };
      // Two processes may have come to an answer: what the first one recorded is what is said.
      if (!(await records.answers.add(record))) return;
      if (destination.kind === "message")
        await records.threads.join({ team, channel, ts: threadTs, kind: "ask", startedBy: person, at: clock.now() });
      await oweWhole(records, asked, content);
    });
    wake();
  }

  return {
    /** Whether an answer may take a while, and can be stopped meanwhile. */
    takesTime: wording.isPossible,

    /** Answers a question that was put to Shipmate. `key` names the act of asking: the same key is answered once. */
    async answer(key: string, heard: Heard, text: string, destination: Destination): Promise<void> {
      const asked = { key, heard, text, destination };
      if (await store.answers.find(key)) return wake();
      const usedUp = await limits.ask({ key, team: heard.team, person: heard.user });
      if (usedUp) return void (await owe(asked, { kind: "used-up", usedUp }));
      const history = await historyOf(heard);
      return finish(asked, history, await think(heard, text, history, false));
    },

    /** Answers an unmentioned question in a thread, only if the lessons do answer it. */
    async answerFollowUp(key: string, heard: Heard, text: string, destination: Destination): Promise<void> {
      if (await store.answers.find(key)) return wake();
      const history = await historyOf(heard);
      const answer = await think(heard, text, history, true);
      if (answer.kind !== "answer") return;
      // Whom nobody asked has nothing to say about limits either.
      if (await limits.ask({ key, team: heard.team, person: heard.user })) return;
      return finish({ key, heard, text, destination }, history, answer);
    },

    /** The longer answer to a question that was answered, for whoever wants it. Quoted from the lessons, also where a model worded the short one. */
    async more(key: string, { id, person }: { id: string; person: string }, destination: Destination): Promise<void> {
      const record = await store.answers.find(id);
      if (!record) return;
      const { team, channel, threadTs, question: text } = record;
      const asked = await store.answers.questionsIn({ team, channel, threadTs, person: record.person }, HISTORY);
      const history = asked.slice(0, Math.max(0, asked.indexOf(text)));
      // In a lab: as it was when it was asked.
      const facts = simulatedIn(record.answer);
      const longer = ask({ text: askedOfLessons(text, facts), history, longer: true });
      const answer = facts.length > 0 ? withFacts(longer, text, facts) : longer;
      const heard = { team, channel, user: person, ts: threadTs, threadTs, text, isDirect: false, isMention: false };
      await write({ key, heard, text, destination }, answer);
    },

    /** What the lessons do not answer, grouped for those who write them. */
    gaps: async (team: string) => groupGaps(await store.answers.gaps({ team, newest: NEWEST_GAPS })),

    /** Ends what a model is writing in a thread. */
    stop: (place: Place) => wording.stop(place),
    forget: limits.forget,
    find: (id: string) => store.answers.find(id),
    thumb: (id: string, thumb: "up" | "down") => store.answers.setThumb(id, thumb),
    mute: (heard: Heard, muted: boolean) =>
      store.threads.mute(heard.team, heard.channel, heard.threadTs ?? heard.ts, muted),
  };
}

function simulatedIn(answer: Answer): Passage[] {
  const passages = answer.kind === "answer" ? answer.citations.map(({ passage }) => passage) : [];
  return passages.filter(({ kind }) => kind === "simulation");
}

const STOPPED: Content = { kind: "note", text: "Stopped. Ask again whenever you like." };

function placeOf({ team, channel, threadTs, ts }: Heard): Place {
  return { team, channel, threadTs: threadTs ?? ts };
}

/** As a message of its own, or in the place of the sentences that were shown before. */
async function oweWhole(records: Records, { key, heard, destination }: Asked, content: Content): Promise<void> {
  const id = `answer:${key}`;
  const { team, channel } = heard;
  if (!(await records.outbox.find(id))) return records.outbox.owe({ id, team, destination, content });
  return records.outbox.owe({
    id: `answer-whole:${key}`,
    team,
    destination: { kind: "edit", channel, ts: "", of: id },
    content,
  });
}
