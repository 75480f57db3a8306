// What three people do in a workspace where everything goes wrong: they ask, press, submit, type commands, open Home; and whoever is shown
// a failure does the same again, until it is not.
import { ADA, BO, CHIE, type Harbor, until } from "../../support/harbor.ts";
import type { Act, Post, Seen } from "./seen.ts";

export type Message = { channel: string; ts: string; thread: string; text: string };

/** One interaction of the kinds that Slack waits for: all the times that it was tried, the last of them well. */
export type Interaction = {
  kind: string;
  user: string;
  tries: Act[];
  /** The button went away (a lab or a quiz ended) before it could be pressed well. */
  isGone: boolean;
};

type Random = (below: number) => number;
type Element = { action_id: string; value?: string };
type Drawn = Element & { positive_button?: { value: string }; negative_button?: { value: string } };
type Block = { elements?: Drawn[]; accessory?: Drawn };

const PEOPLE = [ADA, BO, CHIE];
const QUESTIONS = [
  "What is a ReplicaSet?",
  "What is a Pod?",
  "How does a Service find its pods?",
  "What does a node do?",
];
const LAB_COMMANDS = ["kubectl get pods", "wait 30s", "kubectl get hpa", "kubectl get deployment web", "wait 1m"];
const COMMANDS = [
  "ask What is a Pod?",
  "ask What does etcd store?",
  "help",
  "",
  "staus",
  "quiz list",
  "lab",
  "lab atlantis",
];
/** For so long somebody tries again: a killed bot is back in two seconds, a lost socket in up to twelve; the rest is for a busy machine. */
const PATIENCE_MS = 60_000;
const TROUBLE = /Something went wrong on my side/;

/** `channels`: where all three are, and the bot; `direct`: where Ada alone speaks with it. */
export function createPeople(
  harbor: Harbor,
  seen: Seen,
  random: Random,
  { channels, direct }: { channels: readonly string[]; direct: string },
) {
  const messages: Message[] = [];
  const interactions: Interaction[] = [];
  const homes = new Map<string, number>();
  const turns = new Map<string, Promise<unknown>>();
  let saved = 0;

  const oneOf = <T>(things: readonly T[]): T => things[random(things.length)] as T;
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

  async function say(user: string, text: string, channel: string, thread?: string): Promise<void> {
    const ts = await harbor.say(user, text, { channel, ...(thread ? { thread_ts: thread } : {}) });
    messages.push({ channel, ts, thread: thread ?? ts, text });
  }

  /** Does it until Slack shows no failure and the bot tells of none. */
  async function untilDone(kind: string, user: string, deed: () => Promise<unknown>): Promise<void> {
    const interaction: Interaction = { kind, user, tries: [], isGone: false };
    interactions.push(interaction);
    const since = Date.now();
    while (Date.now() - since < PATIENCE_MS) {
      const before = seen.lastOf(user);
      const answer = (await deed()) as { ok: boolean; acknowledged?: boolean; error?: string; message?: string };
      if (answer.error === "no_such_element") return void (interaction.isGone = true);
      if (!answer.ok) throw new Error(`${kind} by ${user}: ${answer.message}`);
      // Where the bot was not connected, nothing was sent to it: there is a failure on the screen and nothing in the journal.
      const act = await until("the journal", async () => {
        const last = seen.lastOf(user);
        return last !== before && last?.acked !== undefined ? { last } : !answer.acknowledged && { last: undefined };
      });
      if (act.last) interaction.tries.push(act.last);
      if (answer.acknowledged && act.last && !act.last.words.some((words) => TROUBLE.test(words))) return;
      await pause(200);
    }
    const tries = JSON.stringify(interaction.tries.slice(-3).map(({ acked, words }) => ({ acked, words })));
    throw new Error(
      `${kind} by ${user} failed for ${Math.round((Date.now() - since) / 1000)} s; ${interaction.tries.length} tries reached the bot, the last: ${tries}\n${harbor.logs().slice(-6000)}`,
    );
  }

  const press = (kind: string, user: string, { channel, ts }: Pick<Post, "channel" | "ts">, element: Element) =>
    untilDone(kind, user, () => harbor.click(user, { channel, ts }, element.action_id, element.value));
  const command = (user: string, text: string) =>
    untilDone(`/shipmate ${text}`.trim(), user, () => harbor.command(user, text));

  /** Presses one of the elements whose ids begin so, on any message that has one. */
  async function pressAny(user: string, start: string): Promise<void> {
    const found = seen.posts
      .filter(({ channel }) => channels.includes(channel))
      .flatMap((post) => elementsIn(post.blocks, start).map((element) => ({ post, element })));
    if (found.length === 0) return void (await command(user, "help"));
    const { post, element } = oneOf(found);
    await press(start, user, post, element);
  }

  /** Schedules a quiz: a command opens the form, its submission pushes the preview, whose submission saves. */
  async function schedule(user: string): Promise<void> {
    await command(user, "quiz schedule");
    const top = async () => (await harbor.state(user)).views.at(-1);
    await submitTop("schedule-form");
    await submitTop("schedule-preview");
    saved += 1;

    async function submitTop(callback: string): Promise<void> {
      const view = await until(callback, async () => {
        const found = await top();
        return found?.view.callback_id === callback && found;
      });
      await untilDone(callback, user, () => harbor.post("submit", { user, view_id: view.id, state: {} }));
    }
  }

  async function openHome(user: string): Promise<void> {
    await harbor.post("home", { user, tab: "home" });
    homes.set(user, (homes.get(user) ?? 0) + 1);
  }

  async function followUp(): Promise<void> {
    const answered = messages.filter(
      ({ ts, thread }) => ts === thread && seen.posts.some((post) => post.thread === ts),
    );
    const { channel, thread } = answered.length > 0 ? oneOf(answered) : { channel: direct, thread: undefined };
    await say(ADA, `@shipmate ${oneOf(QUESTIONS)}`, channel, thread);
  }

  async function typeInLab(user: string): Promise<void> {
    const cards = seen.posts.filter(({ text }) => text.startsWith("Lab: "));
    if (cards.length === 0) return say(user, "@shipmate lab hpa-spike", oneOf(channels));
    const { channel, ts } = oneOf(cards);
    await say(user, oneOf(LAB_COMMANDS), channel, ts);
  }

  /** What may happen, and how often of a hundred. Those of `waits` keep their person busy until Slack has answered. */
  const speaks: [number, (user: string) => Promise<void>][] = [
    [24, (user) => say(user, `@shipmate ${oneOf(QUESTIONS)}`, oneOf(channels))],
    [8, () => say(ADA, oneOf(QUESTIONS), direct)],
    [8, followUp],
    [12, typeInLab],
    [4, openHome],
  ];
  const waits: [number, (user: string) => Promise<unknown>][] = [
    [14, (user) => command(user, oneOf(COMMANDS))],
    [4, (user) => command(user, oneOf(["learn", "learn docker swarm"]))],
    [2, (user) => command(user, "quiz now")],
    [1, (user) => command(user, "lab hpa-spike")],
    [1, schedule],
    [9, (user) => pressAny(user, "answer-quiz")],
    [4, (user) => pressAny(user, "show-passages")],
    [3, (user) => pressAny(user, "open-section")],
    [3, (user) => pressAny(user, "thumb")],
    [3, (user) => pressAny(user, "lab-step")],
  ];

  return {
    messages,
    interactions,
    homes,
    saved: () => saved,
    command,

    /** One of them does something. Resolves when it is said; a person whom Slack keeps waiting goes on by themselves. */
    async act(): Promise<void> {
      const user = oneOf(PEOPLE);
      let rest = random(100);
      for (const [share, deed] of speaks) {
        rest -= share;
        if (rest < 0) return deed(user);
      }
      const found = waits.find(([share]) => (rest -= share) < 0) ?? waits[0];
      const turn = (turns.get(user) ?? Promise.resolve()).then(() => found?.[1](user));
      turns.set(user, turn);
      // What failed is told by `settled`; until then it is nobody's to catch.
      turn.catch(() => {});
    },

    /** Resolves when nobody is kept waiting; rejects with what could not be done. */
    async settled(): Promise<void> {
      await Promise.all(turns.values());
    },
  };
}

/** Buttons wherever they stand, and both thumbs. */
function elementsIn(blocks: unknown[], start: string): Element[] {
  return (blocks as Block[])
    .flatMap(({ elements = [], accessory }) => [...elements, ...(accessory ? [accessory] : [])])
    .flatMap(({ positive_button: up, negative_button: down, ...element }) => {
      const thumbs = [up, down].filter((thumb) => thumb !== undefined);
      return thumbs.length > 0 ? thumbs.map((thumb) => ({ ...thumb, action_id: element.action_id })) : [element];
    })
    .filter(({ action_id: id = "", value }) => id.startsWith(start) && value !== undefined);
}
