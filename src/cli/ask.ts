// `npm run ask -- "question"`: the answer in the terminal.
import { join } from "node:path";
import { createAsk } from "../ask/ask.ts";
import { readLibrary } from "../knowledge/read.ts";
import { printAnswer } from "./print-answer.ts";

const HELP = `Ask the lessons a question, without Slack and without a key.

  npm run ask -- "How does the HPA decide how many replicas to run?"
  npm run ask -- "What is a Docker Swarm manager?" "And how many do I need?"   (later ones follow up)
`;

const questions = process.argv.slice(2);
if (questions.length === 0 || questions.includes("--help")) console.log(HELP);
else {
  const ask = createAsk(readLibrary(join(import.meta.dirname, "../../knowledge")));
  questions.forEach((text, at) => {
    if (questions.length > 1) console.log(`> ${text}`);
    console.log(printAnswer(ask({ text, history: questions.slice(0, at) }), process.stdout.isTTY === true));
  });
}
