/** The ids of everything that can be pressed or submitted: views write them, listeners match them. Values are ids, never secrets. */

export const actions = {
  /** value: a section id, `lesson#anchor`; opens a lesson in a modal. */
  openSection: "open-section",
  /** The same from inside the lesson modal: turns its page. */
  turnPage: "turn-page",
  /** Shows the table of contents, in the modal or as a new one. */
  openIndex: "open-index",
  /** value: an answer id. */
  showPassages: "show-passages",
  /** value: `up ANSWER-ID` or `down ANSWER-ID`. */
  thumb: "thumb",
} as const;

/** Buttons of one row need distinct action ids: `turn-page:next`. Listeners match what stands before the colon. */
export function actionId(action: string, which: string | number): string {
  return `${action}:${which}`;
}

/** Matches an action id with or without a part after the colon. */
export function matching(action: string): RegExp {
  return new RegExp(`^${action}(:|$)`);
}
