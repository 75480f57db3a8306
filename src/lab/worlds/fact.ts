import type { Passage } from "../../ask/answer.ts";

/** A fact of the simulation, which stands alone. */
export function fact(id: string, heading: string, text: string): Passage {
  return { id, kind: "simulation", text, lesson: "", section: "", lessonTitle: "The simulation", heading };
}
