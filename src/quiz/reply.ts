// What a person answered, whatever the type of the question. Options and steps are named by their index in the question, not as shown.

export type Reply =
  | { kind: "option"; option: number }
  | { kind: "options"; options: number[] }
  /** In the question's unit. */
  | { kind: "amount"; value: number }
  /** The steps in the order in which they were put. */
  | { kind: "order"; order: number[] }
  | { kind: "manifest"; text: string }
  /** In one's own words. `spans`: for each key fact the words of it that state the fact, as a model has read it, "" for none; absent: no model has. */
  | { kind: "text"; text: string; spans?: string[] }
  /** "I don't know": counts as wrong, and the explanation is shown. */
  | { kind: "unsure" };
