/** All that the school keeps, behind small interfaces; store/ has them over SQLite and PostgreSQL. */
import type { Content } from "./content.ts";
import type { DeliveryRecords } from "./deliverer.ts";
import type { NewDelivery } from "./delivery.ts";
import type { DisputeRecords } from "./disputed.ts";
import type { ChannelRecords } from "./channel-settings.ts";
import type { HomeRecords } from "./home-records.ts";
import type { InboundRecords } from "./inbound.ts";
import type { AllowanceRecords } from "./allowances.ts";
import type { AnswerRecords } from "./answers.ts";
import type { LabRecords } from "./labs.ts";
import type { MemoryRecords } from "./memories.ts";
import type { PersonalRecords } from "./personal.ts";
import type { QuizRecords } from "./quizzes.ts";
import type { SettingRecords } from "./settings.ts";
import type { ThreadRecords } from "./threads.ts";
import type { ReadingRecords } from "./learn.ts";

export type Outbox = DeliveryRecords & {
  /** Writes down that something is owed; nothing happens when it already is. */
  owe(wanted: NewDelivery): Promise<void>;
  /** Writes it down for `notBefore` (system milliseconds), or puts a newer text into one that still waits. */
  oweLatest(wanted: NewDelivery, notBefore: number): Promise<void>;
  /** Drops what is not sent yet and has an id that begins so, but for the one id that stays. */
  cancel(idPrefix: string, except?: string): Promise<void>;
  /** The ids of what was given up for one of these problems and has an id that begins so, in the order in which it was owed. */
  refusedFor(problems: string[], idPrefix: string): Promise<string[]>;
  /** Owes once more what was given up, with what it says now; false where it was not. */
  oweAgain(id: string, content: Content): Promise<boolean>;
  /** Gives back what a dead process of a single-instance store was holding, so that it is looked for at once. */
  releaseAll(): Promise<void>;
};

export type Records = {
  inbound: InboundRecords;
  outbox: Outbox;
  threads: ThreadRecords;
  answers: AnswerRecords;
  reading: ReadingRecords;
  quizzes: QuizRecords;
  disputes: DisputeRecords;
  memories: MemoryRecords;
  labs: LabRecords;
  allowances: AllowanceRecords;
  personal: PersonalRecords;
  settings: SettingRecords;
  home: HomeRecords;
  channels: ChannelRecords;
};

export type Store = Records & {
  /** All or nothing: what `work` writes is there as a whole, or not at all. */
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
