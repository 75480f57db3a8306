/** The ids of everything that can be pressed or submitted: views write them, listeners match them. Values are ids, never secrets. */

export const actions = {
  /** value: a section id, `lesson#anchor`; opens a lesson in a modal. */
  openSection: "open-section",
  /** The same from inside the lesson modal: turns its page. */
  turnPage: "turn-page",
  /** Shows the table of contents, in the modal or as a new one. value: `all`, or a track's id for that track alone. */
  openIndex: "open-index",
  /** value: a section id; a question about its lesson, from the lesson modal. */
  quizOnLesson: "quiz-on-lesson",
  /** value: `SCENARIO SECTION-ID`; its lab, from the lesson modal. */
  labOnLesson: "lab-on-lesson",
  /** value: an answer id. */
  showPassages: "show-passages",
  /** value: an answer id; the longer answer to the same question, for one's own eyes. */
  more: "more",
  /** value: `up ANSWER-ID` or `down ANSWER-ID`. */
  thumb: "thumb",
  /** value: `SHOWN QUIZ-ID`, the place of the option as shown. */
  answerQuiz: "answer-quiz",
  /** value: a quiz id; opens the form of a question that is not answered by one press. */
  openQuiz: "open-quiz",
  /** value: a quiz id; "I don't know". */
  unsure: "unsure",
  /** value: a quiz id; a right answer was a guess. */
  guessed: "guessed",
  /** value: a quiz id; "I think this is wrong". */
  dispute: "dispute",
  /** value: a quiz id, whose disputes are to be decided. */
  lookAtDispute: "look-at-dispute",
  /** value: a quiz id. */
  closeQuiz: "close-quiz",
  /** value: a lesson id; a question about it, for one's own eyes. */
  quizMe: "quiz-me",
  /** The next question that is due for review. value: in App Home the quiz id of the one that gives way, elsewhere `next`. */
  nextReview: "next-review",
  /** value: `on` or `off`; the daily reminder of reviews. */
  remindReviews: "remind-reviews",
  /** A choice of an hour of the day. */
  remindAt: "remind-at",
  /** value: `on` or `off`; whether one is named in standings. */
  nameInStandings: "name-in-standings",
  /** value: the page of the export, from 1. */
  exportData: "export-data",
  deleteData: "delete-data",
  /** Opens what a channel can switch off. */
  channelSettings: "channel-settings",
  /** value: `pause ID`, `resume ID`, `edit ID` or `remove ID` of a schedule. */
  changeSchedule: "change-schedule",
  /** value: a scenario id. */
  startLab: "start-lab",
  /** value: `LAB-ID COMMAND`, typed for the person who presses it. */
  labStep: "lab-step",
  /** value: a lab's id; its outcome, for the channel. */
  shareLab: "share-lab",
  /** value: `SHOWN QUIZ-ID`: what a lab asked will come of it. */
  predict: "predict",
  /** value: a lab's id; opens the form for a manifest. */
  pasteInLab: "paste-in-lab",
} as const;

/** The callback ids of views that are submitted. */
export const views = {
  scheduleForm: "schedule-form",
  schedulePreview: "schedule-preview",
  channelForm: "channel-form",
  quizForm: "quiz-form",
  labPaste: "lab-paste",
  deleteData: "delete-data",
  dispute: "dispute",
  ruling: "ruling",
} as const;

/** Buttons of one row need distinct action ids: `turn-page:next`. Listeners match what stands before the colon. */
export function actionId(action: string, which: string | number): string {
  return `${action}:${which}`;
}

/** Matches an action id with or without a part after the colon. */
export function matching(action: string): RegExp {
  return new RegExp(`^${action}(:|$)`);
}
