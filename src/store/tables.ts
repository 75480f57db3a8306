/** The rows as they lie on disk, the same on node:sqlite and PostgreSQL. Times are integer milliseconds; JSON is text; truth is 0 or 1. */
import type { Generated } from "kysely";

export type Tables = {
  meta: { name: string; value: string };
  inbound: { key: string; body: string; received_at: number; done_at: number | null };
  deliveries: {
    seq: Generated<number>;
    id: string;
    team: string;
    destination: string;
    content: string;
    status: string;
    not_before: number;
    lease_until: number;
    owner: string;
    attempts: number;
    first_attempt_at: number;
    maybe_sent: number;
    ts: string;
    reconciled: number;
    problem: string;
    /** The channel's lane; "" where it drives in none. */
    lane: string;
  };
  lanes: { name: string; tokens: number; at_ms: number; free_at: number };
  paused_teams: { team: string; until_ms: number };
  threads: {
    team: string;
    channel: string;
    ts: string;
    kind: string;
    started_by: string;
    muted: number;
    started_at: number;
  };
  answers: {
    id: string;
    team: string;
    channel: string;
    thread_ts: string;
    person: string;
    question: string;
    answer: string;
    kind: string;
    asked_at: number;
    thumb: string | null;
  };
  schedules: {
    id: string;
    team: string;
    channel: string;
    owner: string;
    timetable: string;
    track: string;
    open_for: number;
    next_run_at: number;
    paused: string;
    catch_up: Generated<string>;
    questions: Generated<number>;
  };
  skipped_slots: { schedule: string; slot: number; reason: string };
  quizzes: {
    id: string;
    team: string;
    channel: string;
    schedule: string;
    owner: string;
    audience: string;
    question_id: string;
    question: string;
    option_order: string;
    posted_at: number;
    closes_at: number;
    closed: number;
    ruling: Generated<string>;
  };
  quiz_answers: {
    quiz: string;
    team: string;
    person: string;
    option: number;
    reply: Generated<string>;
    correct: number;
    answered_at: number;
    ability: Generated<number | null>;
    item_difficulty: Generated<number | null>;
    guessed: Generated<number>;
  };
  /** `outcome` is "" while it is open, and `settled_at` 0. */
  disputes: {
    quiz: string;
    team: string;
    person: string;
    reason: string;
    opened_at: number;
    outcome: string;
    settled_by: string;
    settled_at: number;
  };
  /** `home_review` is the quiz that stands in their App Home, or "". */
  settings: {
    team: string;
    person: string;
    standings: number;
    home_review: Generated<string>;
    home_review_since: Generated<number>;
  };
  /** `off` lists what is switched off, as JSON; `digest_at` is 0 where no digest is wanted. */
  channel_settings: { team: string; channel: string; off: string; digest_at: number; zone: string };
  labs: {
    id: string;
    team: string;
    channel: string;
    scenario: string;
    seed: string;
    engine: string;
    started_by: string;
    started_at: number;
    finished: number;
  };
  lab_commands: {
    lab: string;
    key: string;
    seq: number;
    person: string;
    text: string;
    said_at: number;
    hash: string;
    undone: number;
  };
  lab_predictions: { lab: string; seq: number; quiz: string; at_ms: number; settled: number };
  lab_results: {
    lab: string;
    team: string;
    channel: string;
    scenario: string;
    score: number;
    passed: number;
    finished_at: number;
  };
  /** `ability` in logits; see quiz/difficulty.ts. */
  learners: { team: string; person: string; ability: number; answers: number };
  question_ratings: { team: string; question: string; difficulty: number; answers: number };
  review_cards: {
    team: string;
    person: string;
    concept: string;
    stability: number;
    difficulty: number;
    reviewed_at: number;
    due_at: number;
  };
  review_reminders: {
    team: string;
    person: string;
    channel: string;
    zone: string;
    next_at: number;
    hour: Generated<number>;
  };
  allowances: { team: string; person: string; what: string; since: number; used: number };
  allowance_keys: { key: string; since: number };
  read_marks: { team: string; person: string; section: string; read_at: number };
};
