/** The lab room: a scenario card opens a thread, and what is typed there is journalled, replayed and answered. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { parseCommands } from "../lab/commands.ts";
import { isLabMessage } from "../lab/is-lab-message.ts";
import { ENGINE_VERSION } from "../lab/replay.ts";
import type { LabView } from "../lab/view.ts";
import type { LabCommand, LabRecord, LabSummary, ShownView } from "./labs.ts";
import type { Records, Store } from "./store.ts";

/** Plays a journal from its beginning, off the event loop. */
export type Replay = (scenario: Scenario, seed: string, commands: string[]) => Promise<LabView>;

type Said = { key: string; team: string; channel: string; threadTs: string; person: string; text: string };

/** The card is redrawn at most this often: commands in between share one edit. */
const CARD_EVERY = 1_000;

export function createLabRoom(parts: {
  store: Store;
  library: Library;
  clock: Clock;
  replay: Replay;
  wake: () => void;
}) {
  const { store, library, clock, replay, wake } = parts;
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
    const view = await replay(
      lab.scenario,
      lab.seed,
      journal.map(({ text }) => text),
    ).catch(async (error: unknown) => {
      // A command that cannot be played must not spoil the lab for all that come after it.
      if (journal.at(-1)?.key === said.key) await store.labs.undo(lab.id);
      throw error;
    });
    if (isOtherWorld(journal, view)) return tellOtherWorld(lab, said);
    await store.transaction(async (records) => {
      await records.labs.setHash(said.key, view.hashes.at(-1) ?? "");
      if (view.finished) await records.labs.finish(lab.id);
      const turn = view.turns.at(-1);
      if (turn)
        await owe(records, lab, said, {
          kind: "lab-turn",
          lab: summary(lab, view),
          turn,
          view: shown(view),
          person: said.person,
        });
      await showCard(records, lab, view);
    });
    wake();
  }

  /** Replaying gave another past than the one that was shown: the engine has changed, and the thread must not be rewritten. */
  async function tellOtherWorld(lab: LabRecord, said: Said): Promise<void> {
    await store.transaction(async (records) => {
      await records.labs.finish(lab.id);
      await owe(records, lab, said, { kind: "lab-asleep", scenario: lab.scenario.id });
    });
    wake();
  }

  async function undo(lab: LabRecord, said: Said): Promise<void> {
    // The same press, worked on again after a kill.
    if (await store.outbox.find(`lab-turn:${said.key}`)) return wake();
    const journal = await store.labs.journal(lab.id);
    const undone = journal.at(-1);
    if (!undone) return tell(lab, said, "There is nothing to undo yet.");
    const view = await replay(
      lab.scenario,
      lab.seed,
      journal.slice(0, -1).map(({ text }) => text),
    );
    await store.transaction(async (records) => {
      await records.labs.undo(lab.id);
      const content = {
        kind: "lab-undone",
        undone: undone.text,
        view: shown(view),
        lab: summary(lab, view),
        person: said.person,
      } as const;
      await owe(records, lab, said, content);
      await showCard(records, lab, view);
    });
    wake();
  }

  async function tell(lab: LabRecord, said: Said, text: string): Promise<void> {
    await owe(store, lab, said, { kind: "note", text });
    wake();
  }

  async function showCard(records: Records, lab: LabRecord, view: LabView): Promise<void> {
    const post = await records.outbox.find(`lab:${lab.id}`);
    if (post?.status !== "sent") return;
    const bucket = Math.ceil((Date.now() + 1) / CARD_EVERY);
    await records.outbox.cancel(`card:${lab.id}:`, `card:${lab.id}:${bucket}`);
    await records.outbox.oweLatest(
      {
        id: `card:${lab.id}:${bucket}`,
        team: lab.team,
        destination: { kind: "edit", channel: lab.channel, ts: post.ts },
        content: { kind: "lab-card", lab: summary(lab, view), view: shown(view) },
      },
      bucket * CARD_EVERY,
    );
  }

  return {
    scenarios: () => library.scenarios,
    isCommand: isLabMessage,
    inThread: (team: string, channel: string, threadTs: string) => store.labs.inThread(team, channel, threadTs),
    find: (id: string) => store.labs.find(id),

    /** The card of a lab that was posted, for presses that come from elsewhere. */
    async threadOf(id: string): Promise<string | undefined> {
      const post = await store.outbox.find(`lab:${id}`);
      return post?.status === "sent" ? post.ts : undefined;
    },

    /** Posts a scenario's card, whose thread is the lab. False when there is no such scenario. */
    async start(wanted: {
      key: string;
      team: string;
      channel: string;
      person: string;
      scenario: string;
    }): Promise<boolean> {
      const scenario = library.scenarios.find(({ id }) => id === wanted.scenario);
      if (!scenario) return false;
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
        const content = { kind: "lab-card", lab: summary(lab, view), view: shown(view) } as const;
        await records.outbox.owe({ id: `lab:${key}`, team, destination: { kind: "message", channel }, content });
      });
      wake();
      return true;
    },

    /** Somebody typed in a lab's thread, or pressed one of its buttons. */
    async say(lab: LabRecord, said: Said): Promise<void> {
      return inTurn(lab.id, async () => {
        const current = await store.labs.find(lab.id);
        const kinds = parseCommands(said.text).map(({ kind }) => kind);
        // A command that was journalled before a kill is answered, whatever happened to the lab since.
        if (current?.finished && !(await isJournalled(lab.id, said.key)))
          return tell(lab, said, "This lab is over. Its card starts a new one.");
        if (kinds.includes("finish") && said.person !== lab.startedBy)
          return tell(lab, said, `Only <@${lab.startedBy}>, who started this lab, can finish it before its time.`);
        return kinds.length === 1 && kinds[0] === "undo" ? undo(lab, said) : play(lab, said);
      });
    },
  };

  async function isJournalled(lab: string, key: string): Promise<boolean> {
    return (await store.labs.journal(lab)).some((command) => command.key === key);
  }
}

function owe(
  records: Records,
  lab: LabRecord,
  said: Said,
  content: Parameters<Records["outbox"]["owe"]>[0]["content"],
): Promise<void> {
  const destination = { kind: "message", channel: lab.channel, threadTs: said.threadTs } as const;
  return records.outbox.owe({ id: `lab-turn:${said.key}`, team: lab.team, destination, content });
}

/** A hash that was shown before and does not come out again. */
function isOtherWorld(journal: LabCommand[], view: LabView): boolean {
  return journal.some(({ hash }, index) => hash !== "" && hash !== view.hashes[index]);
}

function summary(lab: LabRecord, view: LabView): LabSummary {
  const { id, title, story, goal } = lab.scenario;
  return { id: lab.id, scenario: { id, title, story, goal }, seed: lab.seed, finished: lab.finished || view.finished };
}

function shown({ board, charts, debrief }: LabView): ShownView {
  return { board, charts, debrief };
}
