/** The lab room: a scenario card opens a thread, and what is typed there is journalled, replayed and answered. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { parseCommands, splitCommands } from "../lab/commands.ts";
import { ENGINE_VERSION } from "../lab/engine-version.ts";
import { isLabMessage } from "../lab/is-lab-message.ts";
import { SANDBOX_USAGE, isSandboxWish, readSandbox } from "../lab/sandbox.ts";
import type { Wish } from "../lab/replay.ts";
import { NOTHING_TO_UNDO, takenBack } from "../lab/undo.ts";
import type { LabView } from "../lab/view.ts";
import { noteResult, oweOutcome, standingsOf } from "./lab-outcome.ts";
import { ask, createPredictionRoom, mayAsk, openQuestion, settle } from "./predictions.ts";
import { withPeople, withReading } from "./lab-reading.ts";
import { type Said, oweCard, oweNewCard, oweReply, shown, summary } from "./lab-posts.ts";
import { type PasteProblem, messageOf, problemIn } from "./lab-paste.ts";
import type { LabCommand, LabRecord } from "./labs.ts";
import type { Store } from "./store.ts";

/** Plays a journal from its beginning, off the event loop. */
export type Replay = (scenario: Scenario, seed: string, commands: string[], wish?: Wish) => Promise<LabView>;

export function createLabRoom(parts: {
  store: Store;
  library: Library;
  clock: Clock;
  replay: Replay;
  wake: () => void;
}) {
  const { store, library, clock, wake } = parts;
  const replay: Replay = async (scenario, seed, commands, wish) =>
    withReading(await parts.replay(scenario, seed, commands, wish), scenario, library);
  const playBack = async (lab: LabRecord, journal: readonly LabCommand[], wish: Wish = {}) =>
    withPeople(
      await replay(
        lab.scenario,
        lab.seed,
        journal.map(({ text }) => text),
        wish,
      ),
      journal,
    );
  const turns = new Map<string, Promise<void>>();

  /** Messages of one lab are worked on one after the other, in the order they came; labs do not wait for each other. */
  function inTurn(lab: string, work: () => Promise<void>): Promise<void> {
    const turn = (turns.get(lab) ?? Promise.resolve()).catch(() => {}).then(work);
    turns.set(lab, turn);
    return turn.finally(() => turns.get(lab) === turn && turns.delete(lab));
  }

  async function play(lab: LabRecord, said: Said): Promise<void> {
    const command = await store.labs.append({
      lab: lab.id,
      key: said.key,
      person: said.person,
      text: said.text,
      at: clock.now(),
    });
    const journal = (await store.labs.journal(lab.id)).filter(({ seq }) => seq <= command.seq);
    const view = await playBack(lab, journal, await openQuestion(store, lab)).catch(async (error: unknown) => {
      // A command that cannot be played must not spoil the lab for all that come after it.
      if (journal.at(-1)?.key === said.key) await store.labs.undo(lab.id);
      throw error;
    });
    if (isOtherWorld(journal, view)) return tellOtherWorld(lab, said);
    await store.transaction(async (records) => {
      await records.labs.setHash(said.key, view.hashes.at(-1) ?? "");
      if (view.finished) {
        await records.labs.finish(lab.id);
        await noteResult(records, lab, view, clock.now());
      }
      const standings = view.finished ? await standingsOf(records, lab) : [];
      const turn = view.turns.at(-1);
      if (turn)
        await oweReply(records, lab, said, {
          kind: "lab-turn",
          lab: summary(lab, view),
          turn,
          view: shown(view),
          person: said.person,
          ...(standings.length > 0 ? { standings } : {}),
          ...(view.picture ? { picture: view.picture } : {}),
        });
      await settle(records, lab, said, view, journal);
      await oweNewCard(records, lab, view);
    });
    wake();
    if (!view.finished) await askAhead(lab, said, journal);
  }

  /** Asks what will come of it, where something is under way; after the reply, which does not wait for it. */
  async function askAhead(lab: LabRecord, said: Said, journal: readonly LabCommand[]): Promise<void> {
    const last = journal.at(-1);
    if (!last || !(await mayAsk(store, lab, journal))) return;
    const texts = journal.map(({ text }) => text);
    const { prediction } = await replay(lab.scenario, lab.seed, texts, { predict: true });
    // A team may have hidden the section that explains it.
    if (!prediction || !library.findSection(prediction.question.section)) return;
    await store.transaction((records) => ask(records, lab, said, { ...prediction, seq: last.seq }, clock.now()));
    wake();
  }

  /** Replaying gave another past than the one that was shown: the engine has changed, and the thread must not be rewritten. */
  async function tellOtherWorld(lab: LabRecord, said: Said): Promise<void> {
    await store.transaction(async (records) => {
      await records.labs.finish(lab.id);
      await oweReply(records, lab, said, { kind: "lab-asleep", scenario: lab.scenario.id });
    });
    wake();
  }

  async function undo(lab: LabRecord, said: Said): Promise<void> {
    // The same press, worked on again after a kill.
    if (await store.outbox.find(`lab-turn:${said.key}`)) return wake();
    const journal = await store.labs.journal(lab.id);
    const shownView = await playBack(lab, journal);
    if (isOtherWorld(journal, shownView)) return tellOtherWorld(lab, said);
    const back = takenBack(shownView.turns);
    if (!back) return tell(lab, said, NOTHING_TO_UNDO);
    const kept = journal.slice(0, back.from);
    const undone = journal.slice(back.from);
    const view = await playBack(lab, kept);
    await store.transaction(async (records) => {
      for (const _ of undone) await records.labs.undo(lab.id);
      const content = {
        kind: "lab-undone",
        undone: splitCommands(undone[0]?.text ?? "").join("\n"),
        after: back.after,
        view: shown(view),
        lab: summary(lab, view),
        person: said.person,
      } as const;
      await oweReply(records, lab, said, content);
      await settle(records, lab, said, view, kept);
      await oweNewCard(records, lab, view);
    });
    wake();
  }

  async function tell(lab: LabRecord, said: Said, text: string): Promise<void> {
    await oweReply(store, lab, said, { kind: "note", text });
    wake();
  }

  function find(wish: string): { scenario: Scenario } | { problem: string } {
    if (isSandboxWish(wish)) return readSandbox(wish);
    const scenario = library.scenarios.find(({ id }) => id === wish);
    if (scenario) return { scenario };
    const known = library.scenarios.map(({ id }) => `\`${id}\``);
    return { problem: `I have no such scenario. There are: ${known.join(", ")}; and ${SANDBOX_USAGE}.` };
  }

  /** Whoever started it, whoever schedules quizzes in its channel, and admins. */
  async function mayFinish(lab: LabRecord, { person, isAdmin }: Said): Promise<boolean> {
    if (person === lab.startedBy) return true;
    const schedules = await store.quizzes.schedulesIn(lab.team, lab.channel);
    return schedules.some(({ owner }) => owner === person) || (await isAdmin?.()) === true;
  }

  return {
    scenarios: () => library.scenarios,
    isCommand: isLabMessage,
    inThread: (team: string, channel: string, threadTs: string) => store.labs.inThread(team, channel, threadTs),
    find: (id: string) => store.labs.find(id),

    /** Why a scenario or sandbox that somebody wishes for cannot be started; undefined when it can. */
    problemOf(wish: string): string | undefined {
      const found = find(wish);
      return "problem" in found ? found.problem : undefined;
    },

    /** Posts the card of a scenario or sandbox, whose thread is the lab. False when it cannot be had. */
    async start(wanted: {
      key: string;
      team: string;
      channel: string;
      person: string;
      scenario: string;
    }): Promise<boolean> {
      const found = find(wanted.scenario);
      if ("problem" in found) return false;
      const { scenario } = found;
      const { key, team, channel, person } = wanted;
      const lab: LabRecord = {
        id: key,
        team,
        channel,
        scenario,
        seed: key,
        engine: ENGINE_VERSION,
        startedBy: person,
        startedAt: clock.now(),
        finished: false,
      };
      const view = await replay(scenario, lab.seed, []);
      await store.transaction(async (records) => {
        await records.labs.add(lab);
        await oweCard(records, lab, view);
      });
      wake();
      return true;
    },

    ...createPredictionRoom({ store, clock, wake }),

    /** Tells the channel how a finished lab went. False when that was told before, or there is nothing to tell yet. */
    async share(id: string): Promise<boolean> {
      const lab = await store.labs.find(id);
      if (!lab?.finished) return false;
      const journal = await store.labs.journal(id);
      const view = await playBack(lab, journal);
      if (isOtherWorld(journal, view)) return false;
      const people = journal.map(({ person }) => person);
      const isShared = await store.transaction((records) => oweOutcome(records, lab, view, people));
      wake();
      return isShared;
    },

    /** The message that pastes a manifest from the form, or what is wrong with the form. */
    readPaste: messageOf,

    /** What a message that pastes `text` would be answered with, if it does not work. Nothing is journalled. */
    async tryPaste(lab: LabRecord, text: string, message: string): Promise<PasteProblem | undefined> {
      const journal = await store.labs.journal(lab.id);
      const view = await replay(lab.scenario, lab.seed, [...journal.map((command) => command.text), message]);
      return problemIn(text, view.turns.at(-1)!);
    },

    /** Somebody typed in a lab's thread, or pressed one of its buttons. */
    async say(lab: LabRecord, said: Said): Promise<void> {
      return inTurn(lab.id, async () => {
        const current = await store.labs.find(lab.id);
        const kinds = parseCommands(said.text).map(({ kind }) => kind);
        // A command that was journalled before a kill is answered, whatever happened to the lab since.
        if (current?.finished && !(await isJournalled(lab.id, said.key)))
          return tell(lab, said, "This lab is over. Its card starts a new one.");
        if (kinds.includes("finish") && !(await mayFinish(lab, said)))
          return tell(
            lab,
            said,
            `Only <@${lab.startedBy}>, who started this lab, whoever schedules quizzes here, or an admin can finish it before its time.`,
          );
        return kinds.length === 1 && kinds[0] === "undo" ? undo(lab, said) : play(lab, said);
      });
    },
  };

  async function isJournalled(lab: string, key: string): Promise<boolean> {
    return (await store.labs.journal(lab)).some((command) => command.key === key);
  }
}

/** A hash that was shown before and does not come out again. */
function isOtherWorld(journal: LabCommand[], view: LabView): boolean {
  return journal.some(({ hash }, index) => hash !== "" && hash !== view.hashes[index]);
}
