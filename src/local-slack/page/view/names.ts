/** The names of what is true, as an element's class. */
export function namesOf(marks: Record<string, boolean>): string {
  return Object.keys(marks)
    .filter((name) => marks[name])
    .join(" ");
}
