/** The whole application without Slack: the rooms over one store, one library and one clock. */
import type { Ask } from "../ask/answer.ts";
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import type { Log } from "../log.ts";
import { createAskRoom } from "./ask.ts";
import { createAwayRoom, isAway } from "./away.ts";
import { type Deliverer, type Poster, createDeliverer } from "./deliverer.ts";
import type { Content } from "./content.ts";
import type { NewDelivery } from "./delivery.ts";
import { createDigestRoom } from "./digests.ts";
import { createDisputeRoom } from "./disputes.ts";
import { createChannelRoom } from "./channels.ts";
import type { ReadFacts } from "./fact-reader.ts";
import { createHomeRoom } from "./home.ts";
import { type Replay, createLabRoom } from "./lab.ts";
import { factsIn } from "./lab-facts.ts";
import { createReadingRoom } from "./learn.ts";
import { createPrivacyRoom } from "./privacy.ts";
import { createReminderRoom } from "./reminders.ts";
import { createReviewRoom } from "./reviews.ts";
import { createQuizRoom } from "./quiz.ts";
import { type Heard, type Hearing, type Thread, hear } from "./listening.ts";
import type { Limits } from "./limits.ts";
import type { Store } from "./store.ts";
import type { Live, Place, Rephrase } from "./wording.ts";

export type School = ReturnType<typeof createSchool>;

/** How long the keys of finished work are kept: Slack repeats an event for an hour at most. */
const REMEMBER_MS = 24 * 3600_000;

export function createSchool(parts: {
  store: Store;
  library: Library;
  /** Where lessons can be read on the web; absent: nowhere. */
  lessonsUrl?: string | undefined;
  ask: Ask;
  rephrase?: Rephrase | undefined;
  /** Shows more of an answer that was begun; absent: it is shown when it is whole. */
  live?: Live | undefined;
  /** Reads answers in people's own words; absent: they are read by their words. */
  readFacts?: ReadFacts | undefined;
  limits: Limits;
  clock: Clock;
  poster: Poster;
  log: Log;
  botUser: string;
  replay: Replay;
  /** Whether Slack takes our tokens; what cannot be found out is no. */
  isInstalled: () => Promise<boolean>;
  /** Names this process in the leases of the outbox. */
  owner: string;
}) {
  const { store, library, clock, poster, log, owner, botUser } = parts;
  const deliverer: Deliverer = createDeliverer({
    records: store.outbox,
    poster,
    clock,
    log,
    owner,
    onSettled: ({ id, status, content, problem }) => {
      if (status !== "dead") return;
      away.noteRefusal(problem);
      // Whoever cannot be written to is not reminded any more; an app that is out of its workspace says nothing of them.
      if (content.kind === "reviews") return isAway(problem) ? undefined : stopReminding(content);
      if (content.kind !== "quiz" || id !== `quiz:${content.quiz.id}`) return;
      quiz
        .refused(content.quiz, problem)
        .catch((error: unknown) => log.error({ err: error }, "a schedule could not be paused"));
    },
  });
  function stopReminding({ team, person }: Extract<Content, { kind: "reviews" }>): void {
    reminders
      .stop(team, person)
      .catch((error: unknown) => log.error({ err: error }, "a reminder could not be stopped"));
  }
  const wake = () => deliverer.wake();
  const reviews = createReviewRoom({ store, library, clock, wake });
  const reminders = createReminderRoom({ store, clock, wake, dueReviews: reviews.due });
  const { readFacts, limits } = parts;
  const reading = readFacts && { readFacts, limits };
  const quiz = createQuizRoom({ store, library, clock, wake, dueReviews: reviews.due, reading });
  const facts = (place: Place) => factsIn(parts, place);
  const ask = createAskRoom({ ...parts, facts, wake });
  const disputes = createDisputeRoom({ store, clock, wake });
  const digests = createDigestRoom({ store, library, clock, wake });
  const away = createAwayRoom({ store, clock, wake, isInstalled: parts.isInstalled });
  const lab = createLabRoom({ store, library, clock, replay: parts.replay, wake });

  async function threadOf({ team, channel, threadTs }: Heard): Promise<Thread | undefined> {
    if (!threadTs) return undefined;
    const ours = await store.labs.inThread(team, channel, threadTs);
    return ours
      ? { kind: "lab", startedBy: ours.startedBy, muted: false }
      : store.threads.find(team, channel, threadTs);
  }
  const hearIt = async (heard: Heard) => hear(heard, await threadOf(heard), botUser, lab.isCommand);

  return {
    store,
    deliverer,
    ask,
    quiz,
    reviews,
    reminders,
    disputes,
    channels: createChannelRoom({ store, clock }),
    home: createHomeRoom({ store, library, clock, reviews, disputes }),
    privacy: createPrivacyRoom({ store }),
    lab,
    reading: createReadingRoom({ records: store.reading, library, clock, lessonsUrl: parts.lessonsUrl }),

    /** What a message wants of us; most want nothing. */
    async hear(heard: Heard): Promise<Hearing> {
      return hearIt(heard);
    },

    /** Whether a message may get a reply at all. What does not is never written down. */
    async concerns(heard: Heard): Promise<boolean> {
      return (await hearIt(heard)).kind !== "silent";
    },

    /** Does whatever is due now, and forgets what need not be kept. Called every minute and whenever the clock was moved. */
    async tick(): Promise<void> {
      await quiz.tick();
      await reminders.tick();
      await digests.tick();
      await away.tick();
      await store.inbound.forgetBefore(clock.now() - REMEMBER_MS);
      await ask.forget();
    },

    /** Owes one message. The same id is owed once. */
    async say(wanted: NewDelivery): Promise<void> {
      await store.outbox.owe(wanted);
      wake();
    },

    /** Introduces Shipmate to a channel, once. */
    async welcome(team: string, channel: string): Promise<void> {
      await store.outbox.owe({
        id: `welcome:${team}:${channel}`,
        team,
        destination: { kind: "message", channel },
        content: { kind: "welcome" },
      });
      wake();
    },
  };
}
