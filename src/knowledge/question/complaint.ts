/** What is wrong with a question, and how to mend it. */
export type Complaint = [found: string, mend: string];

/** How a text is named in a complaint. */
export function nameOf(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
