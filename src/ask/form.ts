// What form a question has: two questions in the same words may ask for different things ("why ...", "how many ...", "what happens when ...").
import { type Facets, facetsOf } from "./facets.ts";

type Form = "define" | "compare" | "number" | "why" | "event" | "way" | "who" | "yes-no" | "what";

/** The first form that fits counts; a text that fits none is a topic ("pods on a node"), which any form may ask about. */
const FORMS: [Form, RegExp][] = [
  [
    "compare",
    /\bvs\.?\b|\bversus\b|\bdiffer(?:s|ent|ences?)?\b|\bcompared?\b|^\W*(?!how|why|what|which|when|can|do|is)\S+(?: \S+){0,3} or \S+/i,
  ],
  ["number", /\bhow (many|much|long|often|big|large|fast)\b|\b(default|maximum|minimum) (number|size|time|value)\b/i],
  ["event", /\bwhat (happens|will happen|if)\b|\bhappens (when|if|to)\b/i],
  ["why", /\bwhy\b|\breasons?\b/i],
  // "How do I see which ..." asks which.
  [
    "what",
    /\bhow (do|can|could|would) (i|you|we|one) (see|find|know|tell|check|list|show|look|which|what|whether|if|why|where|when)\b|\b(which|what) command (shows?|lists?)\b/i,
  ],
  ["way", /\bhow (do|can|could|should|would) (i|you|we|one)\b|\bhow to\b|\b(which|what) command\b/i],
  ["who", /^\W*who\b/i],
  ["yes-no", /^\W*(is|are|do|does|did|can|could|should|will|would|has|have|must|may)\b/i],
  ["define", /^\W*(what('s| is| are|s) (an?|the)? ?\S+( \S+)?\W*$|(please |can you )?(explain|describe|define)\b)/i],
  ["what", /^\W*(what|whats|what's|which|where|when)\b/i],
];

/** A question as two questions are compared by it. */
export type Shape = { form: Form | undefined; facets: Facets };

const shapes = new Map<string, Shape>();

/** The shape of a text; texts of one shape share it, as there are some dozens of shapes for tens of thousands of texts. */
export function shapeOf(text: string): Shape {
  const form = FORMS.find(([, pattern]) => pattern.test(text))?.[0];
  const facets = facetsOf(text);
  const key = [form, ...facets.map(({ side }) => side)].join(" ");
  const shape = shapes.get(key) ?? { form, facets };
  shapes.set(key, shape);
  return shape;
}

const OTHER_FORM = 0.8;
/** A definition may be asked for by a topic, which is more often about something else. */
const MERE_TOPIC = 0.88;
const OTHER_SIDE = 0.85;

/** How far a canonical question asks for what a question of the same words asks for: 1 when nothing speaks against it. */
export function shapeFit(asked: Shape, canonical: Shape): number {
  const sides = asked.facets.length === 0 && canonical.facets.length === 0;
  const sameSide = sides || asked.facets.some((facet) => canonical.facets.includes(facet));
  return formFit(asked.form, canonical.form) * (sameSide ? 1 : OTHER_SIDE);
}

function formFit(asked: Form | undefined, canonical: Form | undefined): number {
  if (asked === canonical) return 1;
  if (canonical !== undefined || asked === "compare") return OTHER_FORM;
  return asked === "define" ? MERE_TOPIC : 1;
}
