// A conversation in the terminal: one line typed at a time -> what is printed. Pure but for the streams that it is given.
import { createInterface } from "node:readline/promises";
import type { Answer, Ask } from "../ask/answer.ts";
import type { Library } from "../knowledge/library.ts";
import { printAnswer } from "./print-answer.ts";
import { printLessons } from "./print-lessons.ts";
import { printSection } from "./print-section.ts";

/** What was asked so far, oldest first, and what was answered last. */
export type Chat = { asked: string[]; last: Answer | undefined };

export const NEW_CHAT: Chat = { asked: [], last: undefined };

/** `word` lets a model say an answer more fluently; it gives it back as it is where there is none. */
export type ChatTools = {
  ask: Ask;
  word: (question: { text: string; history: string[] }, answer: Answer) => Promise<Answer>;
  library: Library;
  width: number;
  colour: boolean;
};

type Reply = { chat: Chat; text: string; isOver?: true };

export const CHAT_HELP = `Ask a question; the next one may lean on it ("and how do I scale it?").
  1, 2, ...   the section that [1], [2], ... cites, as a lesson shows it
  more        the longer answer to the last question
  new         begins anew: what was asked before is forgotten
  lessons     lists the lessons
  exit        ends it, as Ctrl+D does`;

/** As many earlier questions as Slack's threads take along. */
const HISTORY = 4;

/** The words that are no question. */
const COMMANDS = new Map<string, (chat: Chat, tools: ChatTools) => Reply>([
  ["exit", (chat) => ({ chat, text: "", isOver: true })],
  ["quit", (chat) => ({ chat, text: "", isOver: true })],
  ["help", (chat) => ({ chat, text: CHAT_HELP })],
  ["new", () => ({ chat: NEW_CHAT, text: "What was asked before is forgotten." })],
  ["lessons", (chat, { library, width }) => ({ chat, text: printLessons(library, width) })],
  ["more", more],
]);

/** What one line comes to. */
export async function converse(chat: Chat, line: string, tools: ChatTools): Promise<Reply> {
  const said = line.trim();
  if (said === "") return { chat, text: "" };
  const [, cited] = /^\[?(\d{1,2})\]?$/.exec(said) ?? [];
  if (cited !== undefined) return { chat, text: printCited(chat.last, Number(cited), tools) };
  const command = COMMANDS.get(said.toLowerCase());
  return command ? command(chat, tools) : ask(chat, line, tools);
}

/** A question, whatever it says. */
export async function ask(chat: Chat, text: string, tools: ChatTools): Promise<Reply> {
  const question = { text, history: chat.asked.slice(-HISTORY) };
  const last = await tools.word(question, tools.ask(question));
  return { chat: { asked: [...chat.asked, text], last }, text: printAnswer(last, tools.colour) };
}

function more(chat: Chat, tools: ChatTools): Reply {
  const text = chat.asked.at(-1);
  if (text === undefined) return { chat, text: "There is no answer yet to say more about. Ask a question first." };
  const last = tools.ask({ text, history: chat.asked.slice(0, -1).slice(-HISTORY), longer: true });
  return { chat: { ...chat, last }, text: printAnswer(last, tools.colour) };
}

function printCited(last: Answer | undefined, n: number, { library, width }: ChatTools): string {
  const citations = last?.kind === "answer" ? last.citations : [];
  const cited = citations.find((each) => each.n === n);
  if (!cited)
    return citations.length > 0 ? `The last answer cites [1] to [${citations.length}].` : "Nothing is cited yet.";
  const lesson = library.findLesson(cited.passage.lesson);
  const section = lesson?.sections.find(({ id }) => id === cited.section);
  return lesson && section ? printSection(section, lesson, width) : `${cited.heading}: ${cited.passage.text}`;
}

/** Talks until the input ends. On a terminal it prompts, and the arrow keys bring back what was typed before. */
export async function chatOn(
  streams: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; isTerminal: boolean },
  tools: ChatTools,
): Promise<void> {
  const { input, output, isTerminal } = streams;
  const lines = createInterface({ input, output, terminal: isTerminal, prompt: isTerminal ? "ask> " : "" });
  const print = (text: string) => output.write(`${text}\n`);
  if (isTerminal) print(`${CHAT_HELP}\n`);
  let chat = NEW_CHAT;
  lines.prompt();
  for await (const line of lines) {
    const reply = await converse(chat, line, tools);
    chat = reply.chat;
    if (reply.text !== "") print(`${reply.text}\n`);
    if (reply.isOver) break;
    lines.prompt();
  }
  lines.close();
}
