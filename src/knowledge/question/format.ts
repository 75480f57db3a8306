// The shape of a question file: one format a type, as knowledge/FORMAT.md says.
import { z } from "zod";
import { duration } from "../units.ts";

const text = z.string().min(1, "is empty");

const asked = {
  id: text,
  objective: z.string(),
  section: z.string(),
  difficulty: z.int().min(1, "is below 1").max(5, "is above 5"),
  stem: text,
  explanation: text,
};

const feedback = z.string().default("");
const options = z.array(z.strictObject({ text: z.string(), correct: z.boolean().default(false), feedback }));

const amount = {
  answer: z.number(),
  unit: z.string().default(""),
  tolerance: z.number().min(0, "is below 0").default(0),
  mistakes: z.array(z.strictObject({ value: z.number(), feedback })),
};

const path = { path: text, feedback };
const check = z.union([
  z.strictObject({ ...path, equals: z.unknown().refine((value) => value !== undefined) }),
  z.strictObject({ ...path, oneOf: z.array(z.unknown()).min(2) }),
  z.strictObject({ ...path, absent: z.literal(true) }),
  z.strictObject({ ...path, present: z.literal(true) }),
  z.strictObject({ ...path, within: z.string() }),
]);

const simulation = z.strictObject({
  nodes: z
    .array(z.strictObject({ name: text, cpu: text, memory: text }))
    .min(1)
    .max(20),
  manifest: text,
  wait: duration.refine((ms) => ms <= 3_600_000, "is longer than an hour"),
  read: z.strictObject({ kind: text, path: text, equals: z.union([z.string(), z.number(), z.boolean()]).optional() }),
});

const single = z.strictObject({ ...asked, type: z.literal("single"), options });
const multiple = z.strictObject({ ...asked, type: z.literal("multiple"), options });
const fault = z.strictObject({
  ...asked,
  type: z.literal("fault"),
  output: text,
  lines: z.array(z.strictObject({ line: z.int().min(1), correct: z.boolean().default(false), feedback })),
});
const numeric = z.strictObject({ ...asked, ...amount, type: z.literal("numeric") });
const predict = z.strictObject({ ...asked, ...amount, type: z.literal("predict"), simulation });
const ordering = z.strictObject({
  ...asked,
  type: z.literal("ordering"),
  steps: z.array(text),
  mistakes: z.array(z.strictObject({ reversed: z.tuple([z.int(), z.int()]), feedback })),
});
const fixYaml = z.strictObject({
  ...asked,
  type: z.literal("fix-yaml"),
  manifest: text,
  checks: z.array(check).min(1, "has no check"),
  solution: text,
});

const freeText = z.strictObject({
  ...asked,
  type: z.literal("free-text"),
  facts: z.array(z.strictObject({ fact: text, words: z.array(z.array(text).min(1)).min(1, "has no words") })),
  sample: text,
});

const TYPES = "single, multiple, fault, numeric, predict, ordering, fix-yaml, free-text";

const question = z.discriminatedUnion(
  "type",
  [single, multiple, fault, numeric, predict, ordering, fixYaml, freeText],
  {
    error: ({ code }) => (code === "invalid_union" ? `is not one of ${TYPES}` : undefined),
  },
);

/** A question as its author wrote it. */
export type Written = z.output<typeof question>;

export const questionFile = z.strictObject({ lesson: z.string(), questions: z.array(question) });
