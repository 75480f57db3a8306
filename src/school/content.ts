/** What a message of Shipmate's says, as a value: stored in the outbox, drawn by slack/views when it is posted. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Answer } from "../ask/answer.ts";
import type { Picture } from "../lab/picture.ts";
import type { Debrief, Turn } from "../lab/view.ts";
import type { Digest } from "../quiz/digest.ts";
import type { Tally } from "../quiz/tally.ts";
import type { Place, TeamWeek } from "../quiz/team-week.ts";
import type { Change } from "./disputed.ts";
import type { UsedUp } from "./allowances.ts";
import type { LabStanding, LabSummary, ShownView } from "./labs.ts";
import type { Given, Quiz, Schedule, Skipped } from "./quizzes.ts";

export type Covered = Extract<Answer, { kind: "answer" }>;

/** What an answer says about itself: a model's wording did not stand or broke off, was stopped, or is used up for today. */
export type Aside = { kind: "replaced" } | { kind: "stopped" } | { kind: "used-up"; usedUp: UsedUp };

/** The first change after a question about what will come, when it was made on the lab's clock, by whom, and what came of it: `6`. */
export type PredictionChange = { command: string; at: string; person: string; came: number };

export type Content =
  /** `scenario` is the id of a lab in which it can be tried. */
  | {
      kind: "answer";
      answerId: string;
      question: string;
      answer: Answer;
      scenario?: string | undefined;
      aside?: Aside | undefined;
    }
  /** The first sentences of an answer, while a model still writes the others; an edit puts the whole answer in its place. */
  | { kind: "answer-begun"; answer: Covered }
  /** A question that is not answered, because somebody has asked a great many. */
  | { kind: "used-up"; usedUp: UsedUp }
  | { kind: "welcome" }
  | { kind: "help"; unknown?: string }
  /** A quiz that is open, and how many have answered. */
  | { kind: "quiz"; quiz: Quiz; answered: number }
  /** What a closed quiz turns into. */
  | { kind: "quiz-result"; quiz: Quiz; tally: Tally; week?: TeamWeek; standings?: Place[] }
  /** A prediction that is closed, run in its thread: what came out, how it came about, and what the simulator said on the way. */
  | { kind: "quiz-run"; quiz: Quiz; answer: string; course: string[]; trace: string }
  /** `due` is how many reviews are left, where the quiz was one. */
  | { kind: "quiz-feedback"; given: Exclude<Given, { kind: "unknown" }>; due?: number }
  /** A reminder for one person: so many reviews are due. */
  | { kind: "reviews"; team: string; person: string; due: number }
  /** For whoever may rule on it. */
  | { kind: "dispute"; quiz: Quiz; person: string; reason: string }
  /** What became of one's own answer to a quiz that was disputed. */
  | { kind: "ruled"; quiz: Quiz; change: Change }
  /** A channel's week; `section` is where the hardest question is explained, `nextAt` the next scheduled quiz. */
  | { kind: "digest"; digest: Digest; section?: { id: string; heading: string }; nextAt?: number }
  /** With the runs that were skipped lately, the newest first. */
  | { kind: "schedules"; schedules: Schedule[]; skipped?: Skipped[] }
  /** To a schedule's owner: it rests since its channel could not be written to, for a reason in Slack's word; `isBack`: it could now. */
  | { kind: "schedule-paused"; schedule: Schedule; problem: string; isBack: boolean }
  | { kind: "lab-card"; lab: LabSummary; view: ShownView }
  /** With the whole run as a picture at the end, and where somebody asked for it. */
  | {
      kind: "lab-turn";
      lab: LabSummary;
      turn: Turn;
      view: ShownView;
      person: string;
      picture?: Picture;
      standings?: LabStanding[];
    }
  /** A lab's outcome, shared with its channel by somebody; `people` gave its commands. */
  | {
      kind: "lab-shared";
      lab: LabSummary;
      outcome: Pick<Debrief, "passed" | "score" | "summary">;
      people: string[];
      standings: LabStanding[];
    }
  /** `after` is how many looks were taken back with it; what was kept before has none. */
  | { kind: "lab-undone"; lab: LabSummary; undone: string; after?: number; view: ShownView; person: string }
  /** What will come of a lab, asked of whoever plays it; `atMs` is the simulated time that it is about. */
  | { kind: "lab-predict"; lab: string; quiz: Quiz; atMs: number }
  /**
   * What came of it: as was asked; or somebody changed something meanwhile, and it is what would have come; or the command behind which it was
   * asked was taken back. So many were right, of so many.
   */
  | {
      kind: "lab-predicted";
      lab: string;
      quiz: Quiz;
      atMs: number;
      fate: "come" | "changed" | "dropped";
      change?: PredictionChange;
      right: number;
      total: number;
    }
  /** To one who answered: what they said is noted. */
  | { kind: "lab-noted"; given: "first" | "again" | "closed"; said: string }
  /** To one who answered, once the run is there. */
  | {
      kind: "lab-graded";
      quiz: Quiz;
      atMs: number;
      fate: "come" | "changed";
      change?: PredictionChange;
      /** What they said; what was kept before has none. */
      said?: string;
      correct: boolean;
      feedback: string;
    }
  /** The engine has changed since the lab was played: it can be read, not gone on with. */
  | { kind: "lab-asleep"; scenario: string }
  | {
      kind: "scenarios";
      scenarios: Pick<Scenario, "id" | "title" | "minutes" | "level" | "goal" | "orchestrator">[];
    }
  /** A plain sentence or two, in Slack's mrkdwn, already escaped where people's words are in it. */
  | { kind: "note"; text: string };
