// The beginnings of content files: they are read and pass the gate, but for the blanks and the places that the gate then names.
import { BLANK } from "../knowledge/check-blanks.ts";

const titleOf = (id: string) => `${id[0]?.toUpperCase() ?? ""}${id.slice(1).replaceAll("-", " ")}`;

/** A lesson with every section that FORMAT.md asks for. `today` is YYYY-MM-DD. */
export function newLesson(id: string, today: string): string {
  const asks = ["what is it?", "why is it there?", "how do I ...?", "why does ... not work?", "A or B?", "when ...?"];
  return `---
id: ${id}
title: ${titleOf(id)}
level: beginner
prerequisites: []
aliases: []
asks:
${asks.map((ask) => `  - "${BLANK}: as a learner would ask: ${ask}"`).join("\n")}
objectives:
  - id: explain
    text: "${BLANK}: what a reader can explain afterwards"
  - id: do
    text: "${BLANK}: what a reader can do afterwards"
version: "${BLANK}: what the facts hold for, such as Kubernetes 1.36"
reviewed: ${today}
sources:
  - title: "${BLANK}: the document that was read"
    url: https://example.com/
---

## In short {#in-short}
${BLANK}: what it is, in one sentence that stands alone. Why it is there, in another.

## Why it exists {#why}
${BLANK}: the trouble that people had without it.

## Key facts {#key-facts}
### Facts {#facts}
- ${BLANK}: one fact of at most 30 words, which names its subject.

## How to {#how-to}
### Do it {#do-it}
1. ${BLANK}: the first step.

   \`\`\`bash
   echo ${BLANK}: a command
   \`\`\`

## When it goes wrong {#trouble}
| Symptom | Cause | Check | Fix |
|---|---|---|---|
| ${BLANK}: what is seen | Because of this. | Look there. | Do that. |

## Do not confuse {#confuse}
| This | That | Difference |
|---|---|---|
| ${titleOf(id)} | ${BLANK}: its neighbour | ${BLANK}: what tells them apart. |
`;
}
