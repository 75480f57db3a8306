// Decides by rules, before any search, which messages are not questions that lessons could answer.
import type { Reason } from "./answer.ts";
import { isInjection } from "./injection.ts";

const SMALL_TALK =
  /^(?!.*\b(what|how|why|which|when|who|where|whats|explain|can|is|are|does|do)\b)\W*(hi|hello|hey|yo(?!-)|howdy|good (morning|afternoon|evening|night)|greetings|thanks?|thank you|thx|cheers|ok(ay)?|cool|great|nice|awesome|lol|haha|bye|goodbye|see you|ping(?=\W*$)|test(ing)?(?=(?: \d+)*\W*$)|sup|welcome|well done|good (bot|job))\b[^?]{0,30}\W*$/i;
const ABOUT_THE_BOT =
  /\b(how are you( (doing|feeling|today|all|guys|there))*\W*$|who (are|made|built|created|wrote|trained) you|what are you( (made of|good at|doing))?\W*$|what('s| is) your (name|favou?rite|age|job|opinion on life)|are you (a|an|human|real|alive|sentient|conscious|happy|sad|there|ok|married|chatgpt|gpt|an? ai)\b|(tell|say) (me|us) (a |an )?(joke|story|poem|something (funny|nice|interesting))|about yourself|where do you (live|come from|see yourself)|do you (like|love|dream|sleep|eat|feel|have (feelings|friends|a ))|^\W*what('s| is) up\W*$|will you marry|sing (me )?a|your (hobbies|strengths|weaknesses|salary|birthday)|i love you|you('re| are) (great|awesome|stupid|useless|funny|the best|an idiot))/i;

const REQUEST =
  /^\W*((hey|hi|hello),? )?(shipmate,? )?(please |pls |kindly )?((can|could|would|will) (you|u|someone|shipmate) (please |pls |kindly )?)?/i;
const ACTION_VERB =
  /^(please |pls |kindly |now |go (ahead )?and )*(restart|reboot|delete|remove|scale|deploy|redeploy|roll ?back|drain|cordon|kill|stop|start|apply|upgrade|patch|fix|create|run|execute|evict|reset|shut|provision|install|migrate|merge|approve|open|page|call|email|send|buy|book|order|ssh|log ?in(to)?|connect)\b/i;
const OURS =
  /\b(our|my|the (prod|production|staging|live|payments?|billing|checkout|company|team'?s?|customer|dev|test|qa|uat)|this|prod|production|staging|for (me|us)|right now|asap|immediately|tonight)\b/i;

const OF_THE_WORLD =
  /\b(which|what|how many) (company|companies|people|employees|customers|startups?|organi[sz]ations?)\b|\b(salary|salaries|stock price|share price|what(?: is|'s) the price of|how much (do|does|would|will) .{0,40}\b(cost|earn|pay)\b(?! (?:compared|more|less)\b)|certification exam (answers|dump)|latest news|weather(?! (?:api|app|service))|who (is|was) the (ceo|cto|founder|author|president|inventor|current)|who (founded|invented|won))\b/i;
const OF_THE_TEAM =
  /\bhow many\b(?!.{1,40}\b(?:do|should|would|must) (?:you|we|i|one) (?:need|have|run|want|use|take)\b).{1,40}\b(in|on) (production|our|my)\b|\bhow many\b.{1,40}\b(our|my)\b.{1,40}\b(right now|currently|at the moment|today)\b|\bin (our|my) (cluster|company|production)\b.*\b(last|yesterday|today|current(ly)?)\b|\bour (ceo|wiki|runbook|on-?call(?! (?:people|team|engineers?|colleagues))|budget|slack|jira)\b|\bmy salary\b|\b(?:who|what|where|when|how old|how tall)(?: is|'s|s| are) my (boss|colleague|manager)s?\b|\bmy current \w+|^\W*who (on|in|of|from) (my|our)\b|^\W*who\b(?! (can|may|could|is allowed|has access|changed|deleted|edited|created|scaled|restarted)\b).{1,40}\b(last|our|my)\b|\b(is|are) our\b.*\b(right now|today|currently|at the moment)\b|\bwhich of (our|my)\b.*\b(last|next|first|today|tonight)\b/i;
const OF_THE_FUTURE =
  /^(?!.*\b(what|where) (do|should|can) (i|we) (check|look|do)\b).*(?:\b(in 20[3-9]\d|in (five|ten|\d+) years|predict)\b|^\W*(?:will|what will|who will|when will|how (?:many|much|long) \w+ will|is|are)\b.*\b(next (year|month|week)|tomorrow)\b)/i;

/** What happened here lately; who only tells when something began asks something else. */
const OF_LATELY =
  /^\W*(did|was|were|has|have|had|who|when|how (many|long|often)|what (happened|failed|broke|went|was|did))\b(?!.*\b(what|where) (do|should|can|could) (i|we)\b).*\b(yesterday|last (night|week|month))\b/i;

const UNKNOWABLE = [OF_THE_WORLD, OF_THE_TEAM, OF_THE_FUTURE, OF_LATELY];

/** The sentences that ask; all of a text that has none. What is told beside them may be of the future, or of the team. */
function asking(text: string): string[] {
  const sentences = text.split(/(?<=[.?!])\s+/);
  const asked = sentences.filter((sentence) =>
    /\?\W*$|^\W*(?:how|what|which|why|when|where|who|should|can|could)\b/i.test(sentence),
  );
  return asked.length > 0 ? asked : [text];
}

const LONGEST_QUESTION = 4_000;

/** The reason not to answer a cleaned message, or nothing when it may be a question for the lessons. */
export function gate(text: string): Reason | undefined {
  if (!/\p{L}{2}/u.test(text)) return "empty";
  if (isOffLanguage(text)) return "off-language";
  if (text.length > LONGEST_QUESTION) return "too-long";
  if (isInjection(text)) return "injection";
  if (SMALL_TALK.test(text) || ABOUT_THE_BOT.test(text)) return "small-talk";
  if (asking(text).every((sentence) => UNKNOWABLE.some((pattern) => pattern.test(sentence)))) return "unknowable";
  return isAction(text) ? "action" : undefined;
}

/**
 * "Can you restart the payments deployment for us?" asks for a deed; "restart a deployment" and "can you use X" ask how. So does, without a please,
 * what people type as a search: "create an hpa for my deployment".
 */
function isAction(text: string): boolean {
  const asked = REQUEST.exec(text)?.[0] ?? "";
  const rest = text.slice(asked.length);
  if (!ACTION_VERB.test(rest) || /\bhow\b|[,;.?!] *(?:what|which|why)\b/i.test(rest)) return false;
  return OURS.test(asked.trim() === "" ? rest.replace(MINE, " ") : rest);
}

const MINE = /\bmy\b/gi;

/** Mostly letters of another script, or some of them or several very common words of another language and none of English. */
function isOffLanguage(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  if (latin.length < letters.length * 0.6) return true;
  if (/\b(the|is|are|what|how|does|do|why|and|of|to|in)\b/i.test(text)) return false;
  return letters.length - latin.length >= 3 || (text.match(FOREIGN)?.length ?? 0) >= 2;
}

const FOREIGN =
  /(?<!\p{L})(qué|que|cómo|como|cuál|es|una|los|las|para|por|con|wie|was|ist|ein|eine|einen|der|die|das|und|ich|mit|warum|nicht|comment|quoi|est|une|les|des|pourquoi|quelle|quel|est-ce|dans|avec|o|uma|não|você|cosa|che|perché|il|della|hoe|wat|een|het|waarom|jak|czym|jest|co|vad|är|hur|nedir|nasıl|bir)(?!\p{L})/giu;
