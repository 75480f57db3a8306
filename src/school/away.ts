/**
 * An app that was taken out of its workspace: its tokens are good for nothing, so its schedules rest, nobody can be told, and quizzes that
 * closed meanwhile still look open. When the tokens work again, the owner of each schedule is told, once, and the results are shown.
 */
import type { Clock } from "../clock.ts";
import type { Schedule } from "./quizzes.ts";
import { RESULT, oweResultsAgain } from "./result.ts";
import type { Records, Store } from "./store.ts";

/** What Slack calls a token of an app that is not there any more (docs.slack.dev, errors of chat.postMessage and auth.test). */
const AWAY = ["account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed"];

/** Whether a refusal says that the app is out of its workspace, and nothing about the channel or the person. */
export function isAway(problem: string): boolean {
  return AWAY.includes(problem);
}

/** `isInstalled` asks Slack whether the tokens work; what cannot be found out is no. */
export function createAwayRoom(parts: {
  store: Store;
  clock: Clock;
  wake: () => void;
  isInstalled: () => Promise<boolean>;
}) {
  const { store, clock, wake, isInstalled } = parts;
  // What another process was refused is not known after a start.
  let mayHaveLost = true;

  /** The reason is another from now on: that is how the letter is owed once, whoever comes first. */
  async function tell(records: Records, schedule: Schedule): Promise<void> {
    const { id, team, owner, paused: problem } = schedule;
    const paused = `I was out of the workspace (${problem})`;
    // Whoever has had their data deleted owns nothing any more.
    if (!(await records.quizzes.pauseAnew(id, problem, paused)) || !owner) return;
    await records.outbox.owe({
      id: `back:${id}:${clock.now()}`,
      team,
      destination: { kind: "message", channel: owner },
      content: { kind: "schedule-paused", schedule: { ...schedule, paused }, problem, isBack: true },
    });
  }

  /** It goes through all that was ever delivered, so it is asked for only when there may be something. */
  async function lostResults(): Promise<string[]> {
    if (!mayHaveLost) return [];
    mayHaveLost = false;
    return store.outbox.refusedFor(AWAY, RESULT);
  }

  return {
    /** Takes note of a delivery that was given up. */
    noteRefusal(problem: string): void {
      mayHaveLost ||= isAway(problem);
    },

    /** Makes up for what could not be said while the app was away, as soon as it is back. Called with every tick; asks Slack only when there is something. */
    async tick(): Promise<void> {
      const resting = await store.quizzes.pausedFor(AWAY);
      const lost = await lostResults();
      if (resting.length + lost.length === 0) return;
      // Until a later tick finds that nothing is left.
      mayHaveLost = true;
      if (!(await isInstalled())) return;
      await store.transaction(async (records) => {
        for (const schedule of resting) await tell(records, schedule);
        await oweResultsAgain(records, AWAY, clock.now());
      });
      wake();
    },
  };
}
