/** What the school remembers of labs: causes, not consequences. A lab is its scenario, its seed and what people typed; the world is replayed. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { LabView } from "../lab/view.ts";

export type LabRecord = {
  id: string;
  team: string;
  channel: string;
  /** As it was when the lab began: a scenario that is changed later changes no running lab. */
  scenario: Scenario;
  seed: string;
  /** The engine that computed it. Another one may come to other results, so it may not go on. */
  engine: string;
  startedBy: string;
  startedAt: number;
  finished: boolean;
};

export type LabCommand = {
  lab: string;
  /** Names the act of typing it: the same act is journalled once. */
  key: string;
  seq: number;
  person: string;
  text: string;
  at: number;
  /** The trace's hash after it; "" until it was replayed once. */
  hash: string;
};

/** What a thread shows of its lab. */
export type LabSummary = {
  id: string;
  scenario: Pick<Scenario, "id" | "title" | "story" | "goal">;
  seed: string;
  finished: boolean;
};

/** What messages show of a view: everything but the past turns and the passages. */
export type ShownView = Pick<LabView, "board" | "charts" | "debrief">;

/** What a lab asked behind its command `seq`: a quiz, about its state at `atMs` of simulated time. */
export type LabPrediction = { lab: string; seq: number; quiz: string; atMs: number; settled: boolean };

export type LabResult = {
  lab: string;
  team: string;
  channel: string;
  scenario: string;
  score: number;
  passed: boolean;
  at: number;
};

/** A lab that passed, and who gave its commands. */
export type LabPlace = { lab: string; score: number; people: string[] };

/** How a lab is told beside others: those who want to be named, and how many more played it. */
export type LabStanding = { score: number; named: string[]; others: number; isOwn: boolean };

export type LabLearningRecords = {
  /** Nothing happens when one was asked behind the same command. */
  addPrediction(prediction: Omit<LabPrediction, "settled">): Promise<void>;
  lastPrediction(lab: string): Promise<LabPrediction | undefined>;
  settlePrediction(prediction: Pick<LabPrediction, "lab" | "seq">): Promise<void>;
  /** Nothing happens when the lab has one. */
  addResult(result: LabResult): Promise<void>;
  /** Labs of a scenario that passed in a channel, the best first; of equals the earliest. */
  best(team: string, channel: string, scenario: string, limit: number): Promise<LabPlace[]>;
};

export type LabRecords = LabLearningRecords & {
  /** Nothing happens when the id is known. */
  add(lab: LabRecord): Promise<void>;
  find(id: string): Promise<LabRecord | undefined>;
  /** The lab whose card is the root of this thread. */
  inThread(team: string, channel: string, threadTs: string): Promise<LabRecord | undefined>;
  /** Appends to the journal, or answers what the same key appended before. */
  append(command: Omit<LabCommand, "seq" | "hash">): Promise<LabCommand>;
  /** The journal, oldest first. */
  journal(lab: string): Promise<LabCommand[]>;
  /** Takes the newest command of the journal back; undefined when there is none. */
  undo(lab: string): Promise<LabCommand | undefined>;
  setHash(key: string, hash: string): Promise<void>;
  finish(id: string): Promise<void>;
};
