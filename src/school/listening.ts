/** Decides whether a message is for Shipmate, and what it asks for. Silence is a feature: everything doubtful gets no reply. */
import { isWhyCommand } from "../lab/is-why-command.ts";

/** A message as it came, with Slack's own mark-up in `text`. */
export type Heard = {
  team: string;
  channel: string;
  user: string;
  ts: string;
  /** The thread that it was written in; undefined outside threads. */
  threadTs: string | undefined;
  text: string;
  isDirect: boolean;
  /** It names the bot. */
  isMention: boolean;
};

/** A thread that Shipmate takes part in. */
export type Thread = { kind: "ask" | "lab"; startedBy: string; muted: boolean };

export type Request =
  | { kind: "ask"; text: string }
  | { kind: "help"; unknown?: string }
  | { kind: "learn"; topic: string }
  | { kind: "quiz"; deed: "now" | "schedule" | "list"; topic: string }
  | { kind: "review" }
  /** A scenario's id, "" for the list, or `sandbox` and its options. */
  | { kind: "lab"; scenario: string }
  | { kind: "pause" }
  | { kind: "resume" };

/** What to do with a message. `maybe-follow-up` is answered only when the lessons do answer it. */
export type Hearing =
  | Request
  | { kind: "lab-command"; text: string }
  | { kind: "maybe-follow-up"; text: string }
  | { kind: "silent" };

/** Reads what somebody wants of Shipmate, from a mention, a direct message or a slash command. */
export function readRequest(text: string): Request {
  const said = text.trim();
  const word = said.split(/\s+/)[0] ?? "";
  const rest = said.slice(word.length).trim();
  const first = word.toLowerCase().replace(/[!.?]+$/, "");
  return WORDS.get(first)?.(rest) ?? (said ? { kind: "ask", text: said } : { kind: "help" });
}

/** The words that begin a request; undefined where the rest shows that it is a question after all. */
const WORDS = new Map<string, (rest: string) => Request | undefined>([
  ["help", (rest) => (rest ? undefined : { kind: "help" })],
  ["ask", (rest) => (rest ? { kind: "ask", text: rest } : { kind: "help" })],
  ["learn", (rest) => ({ kind: "learn", topic: rest })],
  ["quiz", readQuiz],
  ["review", (rest) => (rest ? undefined : { kind: "review" })],
  ["lab", (rest) => ({ kind: "lab", scenario: readWish(rest) })],
  ["pause", (rest) => (rest ? undefined : { kind: "pause" })],
  ["resume", (rest) => (rest ? undefined : { kind: "resume" })],
]);

/** A scenario's id, or `sandbox` with what is behind it. */
function readWish(rest: string): string {
  const wish = rest.toLowerCase();
  return /^sandbox\b/.test(wish) ? wish : (wish.split(/\s+/)[0] ?? "");
}

/** `quiz now [topic]`, `quiz schedule`, `quiz list`; "quiz me on pods" is understood, too. */
function readQuiz(rest: string): Request {
  const [deed = "", ...more] = rest.split(/\s+/);
  const topic = more.join(" ").replace(/^(on|about)\s+/i, "");
  switch (deed.toLowerCase()) {
    case "schedule":
    case "list":
      return { kind: "quiz", deed: deed.toLowerCase() as "schedule" | "list", topic };
    case "":
    case "now":
    case "me":
      return { kind: "quiz", deed: "now", topic };
    default:
      return { kind: "quiz", deed: "now", topic: rest.replace(/^(on|about)\s+/i, "") };
  }
}

/**
 * What a message asks for; the bot's own mention is taken out of the text first. `isLabCommand` tells what somebody types in a lab from
 * what people say to each other there.
 */
export function hear(
  message: Heard,
  thread: Thread | undefined,
  botUser: string,
  isLabCommand: (text: string) => boolean,
): Hearing {
  const text = withoutMention(message.text, botUser);
  if (thread?.kind === "lab" && isLabCommand(text)) return { kind: "lab-command", text };
  if (message.isMention || message.isDirect) return readRequest(text);
  return hearThread(message, thread, text);
}

/** What nobody mentioned us in. `why pdb` in a lab is typed as its own words are, and always answered. */
function hearThread(message: Heard, thread: Thread | undefined, text: string): Hearing {
  if (!thread || thread.muted) return { kind: "silent" };
  const isLab = thread.kind === "lab";
  if (isLab && isWhyCommand(text)) return { kind: "ask", text };
  const isMeant = isLab ? isAskedOfLab(message.text) : isFollowUp(message, thread);
  return isMeant ? { kind: "maybe-follow-up", text } : { kind: "silent" };
}

function withoutMention(text: string, botUser: string): string {
  return text.replaceAll(new RegExp(`<@${botUser}(\\|[^>]*)?>`, "g"), " ").trim();
}

const QUESTION_WORD =
  /^(and |but |so |ok,? |okay,? |thanks[,.!]* )*(what|which|how|why|when|where|who|can|could|does|do|did|is|are|was|will|would|should|show|explain|tell me|give me|compare)\b/i;
const TO_OTHERS =
  /^\s*(hey |hi |hello )?(anyone|anybody|everyone|everybody|team|folks|guys|all|y'all)\b|<@|<!|\b(you guys|any of you)\b/i;
const VOCATIVE = /^\s*[A-Z][a-z]+\s*[,:]/;
const OPENERS = /^\s*(And|But|So|Ok|Okay|Thanks|Then|Also|Wait|Hmm|Well|Now|Sorry|Right|Great|Cool)\s*,/;

/** "You" is another person, unless it is asked to do what a tutor does. */
const YOU = /\b(you|your|yours)\b/i;
const ASKING_YOU = /\b(can|could|would|will) you (please )?(explain|show|tell|give|compare|describe|say|elaborate)\b/i;

/** What a team owns is no matter of the lessons. */
const ASKING_US = /\b(do|did|have|are) we (still |already )?(have|got|own)\b/i;

/**
 * In a lab: "why is web-5 Pending?", or "why pod web-5 is Pending" as one types it, by anybody who speaks to nobody else. It is answered only
 * when it names something of the lab.
 */
function isAskedOfLab(text: string): boolean {
  return (
    /^\s*why\b[^?]{4,200}\??\s*$/i.test(text) &&
    /[a-z0-9]-?\d|[a-z0-9]-[a-z0-9]|`/i.test(text) &&
    !TO_OTHERS.test(text) &&
    !YOU.test(text)
  );
}

/** In an Ask thread: a question, by the one who asked, that addresses nobody else. */
function isFollowUp(message: Heard, thread: Thread): boolean {
  const { text } = message;
  if (message.user !== thread.startedBy || TO_OTHERS.test(text)) return false;
  if (VOCATIVE.test(text) && !OPENERS.test(text)) return false;
  if (YOU.test(text) && !ASKING_YOU.test(text)) return false;
  if (ASKING_US.test(text)) return false;
  return (
    QUESTION_WORD.test(text) &&
    (text.trimEnd().endsWith("?") || /^(show|explain|tell me|give me|compare)\b/i.test(text))
  );
}
