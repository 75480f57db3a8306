/**
 * What a lab asks now and then: what will come of it, answered by the lab itself. The question is a quiz and what people press is a quiz
 * answer, so it is remembered as one; whether they were right they are told when the run is there.
 */
import type { Clock } from "../clock.ts";
import { changedAfter } from "../lab/after-prediction.ts";
import { printClock } from "../lab/print/age.ts";
import { READY } from "../lab/predict-ready.ts";
import type { Prediction } from "../lab/prediction.ts";
import type { LabView } from "../lab/view.ts";
import { COMMANDS_BETWEEN, wantsPredictions } from "../lab/wants-predictions.ts";
import { optionOrder } from "../quiz/pick.ts";
import { gradeUnder } from "../quiz/ruling.ts";
import type { Content, PredictionChange } from "./content.ts";
import type { Said } from "./lab-posts.ts";
import type { LabCommand, LabPrediction, LabRecord } from "./labs.ts";
import type { Press, Quiz } from "./quizzes.ts";
import type { Records, Store } from "./store.ts";
import { take } from "./take-answer.ts";

/** A lab may sleep for as long as it likes: its question waits with it. */
const OPEN_MS = 20 * 365 * 24 * 3_600_000;

const PREFIX = "lab-predict:";
const quizOf = (lab: string, seq: number) => `${PREFIX}${lab}:${seq}`;

/** The post of a question. */
const postOf = (quiz: string) => `predict:${quiz}`;

/** Whether a question may be asked behind the journal's last command. */
export async function mayAsk(records: Records, lab: LabRecord, journal: readonly LabCommand[]): Promise<boolean> {
  const last = await records.labs.lastPrediction(lab.id);
  const newest = journal.at(-1)?.seq ?? 0;
  if (last && (!last.settled || newest - last.seq < COMMANDS_BETWEEN)) return false;
  return newest > 1 && wantsPredictions(journal.map(({ text }) => text));
}

/** Asks it in the lab's thread, once a command. */
export async function ask(
  records: Records,
  lab: LabRecord,
  said: Said,
  { seq, atMs, question }: Prediction & { seq: number },
  now: number,
): Promise<void> {
  const id = quizOf(lab.id, seq);
  const quiz: Quiz = {
    id,
    team: lab.team,
    channel: lab.channel,
    schedule: "",
    owner: "",
    audience: "",
    question,
    order: optionOrder(question, id),
    postedAt: now,
    closesAt: now + OPEN_MS,
    closed: false,
  };
  await records.quizzes.add(quiz);
  await records.labs.addPrediction({ lab: lab.id, seq, quiz: id, atMs });
  const destination = { kind: "message", channel: lab.channel, threadTs: said.threadTs } as const;
  const content: Content = { kind: "lab-predict", lab: lab.id, quiz, atMs };
  await records.outbox.owe({ id: postOf(id), team: lab.team, destination, content });
}

/** What a replay is to say besides, so that `settle` knows how it stood at the moment that the open question is about. */
export async function openQuestion(records: Records, { id }: LabRecord): Promise<{ cameAt?: number }> {
  const open = await records.labs.lastPrediction(id);
  return open && !open.settled ? { cameAt: open.atMs } : {};
}

/** Tells what has come of the open question, if the run is there; one whose command was taken back is dropped. */
export async function settle(
  records: Records,
  lab: LabRecord,
  said: Said,
  view: Pick<LabView, "board" | "turns" | "came">,
  journal: readonly LabCommand[],
): Promise<void> {
  const open = await records.labs.lastPrediction(lab.id);
  if (!open || open.settled) return;
  const asked = journal.findIndex(({ seq }) => seq === open.seq);
  if (asked >= 0 && view.board.atMs < open.atMs) return;
  await records.labs.settlePrediction(open);
  const quiz = await records.quizzes.find(open.quiz);
  if (!quiz || !(await records.quizzes.close(quiz.id))) return;
  await tell(records, lab, said, { ...quiz, closed: true }, { open, ...fateOf(view, journal, asked, { open, quiz }) });
}

/** What became of the question behind the journal's command `asked`; below zero where that was taken back. */
function fateOf(
  { turns, came }: Pick<LabView, "turns" | "came">,
  journal: readonly LabCommand[],
  asked: number,
  { open, quiz }: { open: LabPrediction; quiz: Quiz },
): { fate: Fate; change?: PredictionChange } {
  if (asked < 0) return { fate: "dropped" };
  const changed = changedAfter(turns, asked, open.atMs);
  if (!changed) return { fate: "come" };
  const { turn, entry } = changed;
  if (!came) return { fate: "changed" };
  const { person = "" } = journal[entry] ?? {};
  const figure = quiz.question.id === READY ? came.ready : came.replicas;
  const change = { command: turn.line ?? turn.text, at: printClock(turn.fromMs), person, came: figure };
  return { fate: "changed", change };
}

type Fate = Extract<Content, { kind: "lab-predicted" }>["fate"];

/** The post shows what came, and each who answered hears alone whether they were right. */
async function tell(
  records: Records,
  { id: lab, team, channel }: LabRecord,
  { threadTs }: Said,
  quiz: Quiz,
  { open: { atMs }, fate, change }: { open: LabPrediction; fate: Fate; change?: PredictionChange },
): Promise<void> {
  const changed = change ? { change } : {};
  const answers = await records.quizzes.answers(quiz.id);
  const right = answers.filter(({ correct }) => correct).length;
  const result = { kind: "lab-predicted", lab, quiz, atMs, fate, ...changed, right, total: answers.length } as const;
  const of = postOf(quiz.id);
  await records.outbox.owe({
    id: `settled:${of}`,
    team,
    destination: { kind: "edit", channel, ts: "", of },
    content: result,
  });
  if (fate === "dropped") return;
  for (const { person, reply } of answers) {
    const { correct, feedback } = gradeUnder(quiz.ruling, quiz.question, reply);
    await records.outbox.owe({
      id: `predicted:${quiz.id}:${person}`,
      team,
      destination: { kind: "private", channel, user: person, threadTs },
      content: { kind: "lab-graded", quiz, atMs, fate, ...changed, said: saidIn(quiz, reply), correct, feedback },
    });
  }
}

export function createPredictionRoom({ store, clock, wake }: { store: Store; clock: Clock; wake: () => void }) {
  return {
    /** Takes a person's one answer, and says to them that the run will tell. */
    async predict(press: Omit<Press, "act"> & { place: number; threadTs: string }): Promise<void> {
      const { key, team, person, place, threadTs } = press;
      if (!press.quiz.startsWith(PREFIX)) return;
      await store.transaction(async (records) => {
        const given = await take(records, { ...press, act: { kind: "shown", place } }, clock.now());
        if (given.kind === "unknown") return;
        const { channel } = given.quiz;
        const said = given.kind === "closed" ? "" : saidIn(given.quiz, given.grade.reply);
        const content: Content = { kind: "lab-noted", given: given.kind, said };
        const destination = {
          kind: "private",
          channel,
          user: person,
          ...(threadTs === "" ? {} : { threadTs }),
        } as const;
        await records.outbox.owe({ id: `feedback:${key}`, team, destination, content });
      });
      wake();
    },
  };
}

function saidIn({ question }: Quiz, reply: { kind: string; option?: number }): string {
  const option = "options" in question && reply.option !== undefined ? question.options[reply.option] : undefined;
  return option?.text ?? "";
}
