/** A question in a lab's thread: what is true of the simulation comes first, then what the lessons say about it, each cited as what it is. */
import type { Answer, Passage } from "../ask/answer.ts";
import { familiesOf } from "../ask/families.ts";
import { termsOf } from "../ask/words.ts";
import { CAUSE } from "../lab/cause.ts";
import { type Fact, factsFirst, fitting } from "./facts-first.ts";
import { askedOfCause, causeFor } from "./lab-cause.ts";

/** What learners call a thing, and what the simulation does. */
const ALSO: Record<string, string> = {
  slow: "p95 latency",
  slowly: "p95 latency",
  down: "fail ready",
  error: "fail",
  errors: "fail",
  broken: "fail ready",
  expensive: "cost hour",
  budget: "cost hour",
  unschedulable: "pending",
  stuck: "pending waiting",
  starting: "pending waiting",
  crash: "restart CrashLoopBackOff",
  crashing: "restart CrashLoopBackOff",
  traffic: "requests clients",
  load: "requests clients",
  autoscaler: "HPA",
};

/** What people call the kinds of which the simulation tells, besides the word that stands in a fact's heading. */
const KINDS: Record<string, readonly string[]> = {
  pdb: ["pdb", "pdbs", "budget", "poddisruptionbudget"],
  hpa: ["hpa", "hpas", "autoscaler", "horizontalpodautoscaler"],
  node: ["node", "nodes"],
  pod: ["pod", "pods"],
  rollout: ["rollout", "rollouts", "update", "updates", "release", "deployment", "deployments"],
  update: ["update", "updates", "rollout", "rollouts", "rollback", "release"],
};

/** What a question can claim of a thing that the simulation says it is not. */
const STATES = /\b(NotReady|Ready|Pending|Running|Terminating|CrashLoopBackOff|ImagePullBackOff|OOMKilled)\b/gi;

/** The facts about one thing that a question is about: named, or, where nothing is, the only one of its kind or all of them. */
function factsAbout(question: string, facts: Passage[]): Passage[] {
  const wanted = namesIn(question);
  const ofOne = facts.flatMap((passage) => {
    const [, kind, name] = OF_ONE.exec(passage.heading) ?? [];
    return kind === undefined || name === undefined
      ? []
      : [{ passage, kind: kind.toLowerCase(), name: name.toLowerCase() }];
  });
  const words = new Set(question.toLowerCase().match(/[a-z]+/g));
  const isKind = ({ kind }: { kind: string }) => (KINDS[kind] ?? [kind]).some((word) => words.has(word));
  const named = ofOne.filter(({ name }) => wanted.some((word) => isName(word, name)));
  const short = ofOne.filter((each) => isKind(each) && words.has(each.name));
  const found = [named, short, ofOne.filter(isKind)].find((some) => some.length > 0) ?? [];
  return found.map(({ passage }) => passage);
}

/** The state that a question takes for granted: "not ready" is NotReady. */
const claimedIn = (question: string) => question.replaceAll(/\bnot[ -]ready\b/gi, "NotReady").match(STATES)?.[0];

/** The states that a fact says its thing is in, in its first sentence: of a pod that runs and is not ready both. */
const statesIn = ({ text }: Passage): string[] =>
  [...(text.split(/\.(?:\s|$)/, 1)[0] ?? "").matchAll(/ is (?:in )?(not ready|[A-Za-z]+)/g)].flatMap(([, word = ""]) =>
    word === "not ready" ? ["NotReady"] : (word.match(STATES) ?? []),
  );

/** Whether a thing in these states is not as claimed: whatever is not Ready, is not ready. */
function isDenied(claimed: string, states: readonly string[]): boolean {
  const known = states.map((state) => state.toLowerCase());
  if (known.length === 0) return false;
  return claimed === "notready" ? known.includes("ready") : !known.includes(claimed);
}

/** "`worker-1` is not NotReady now": said where the question takes for granted what is not so. */
function falsePremise(question: string, [passage, ...others]: Passage[]): Fact[] {
  const claimed = claimedIn(question);
  if (claimed === undefined || passage === undefined || others.length > 0) return [];
  if (!isDenied(claimed.toLowerCase(), statesIn(passage))) return [];
  const [, , name = passage.heading] = OF_ONE.exec(passage.heading) ?? [];
  return [{ passage, text: `\`${name}\` is not ${claimed} now.`, score: Infinity }];
}

/** Does a question name something of the simulation: a pod by its name or the end of it, a node, an app? */
export function namesAny(question: string, facts: Pick<Passage, "text">[]): boolean {
  const wanted = namesIn(question);
  return facts.some(({ text }) => namesOf(text).some((name) => wanted.some((word) => isName(word, name))));
}

/** What a question that names no orchestrator is about in this lab, as its facts show; Kubernetes is what the lessons suppose anyway. */
function onWhat(question: string, facts: Passage[]): string {
  // Marathon has deployments too.
  if (familiesOf(question.replaceAll(/\bdeployments?\b/gi, "")).size > 0) return "";
  const here = familiesOf(facts.map(({ text }) => text).join(" "));
  if (here.has("kubernetes")) return "";
  if (here.has("swarm")) return " (Docker Swarm)";
  return here.has("mesos") ? " (Mesos and Marathon)" : "";
}

/**
 * The question as the lessons may know it: of "the pod" instead of `web-6bbd447fd5-4qp5t`, with the reason that the simulation gives, and on
 * the lab's own orchestrator.
 */
export function askedOfLessons(question: string, facts: Passage[]): string {
  const cause = causeOf(question, facts);
  const asked = (cause && askedOfCause(cause)) ?? withReason(question, facts);
  return `${asked}${onWhat(question, facts)}`;
}

/** What is behind the trouble that a question is about, unless it is about one thing by its name. */
const causeOf = (question: string, facts: Passage[]) =>
  namesAny(question, facts) ? undefined : causeFor(question, facts);

function withReason(question: string, facts: Passage[]): string {
  const named = facts.find(({ text }) => namesAny(question, [{ text }]));
  const reason = / because (.+?)(?:; it is |\.|$)/
    .exec(named?.text ?? "")?.[1]
    ?.replaceAll(/[\d/]+/g, "")
    .trim();
  return reason ? `${withoutNames(question, facts)} (${reason})` : withoutNames(question, facts);
}

function withoutNames(question: string, facts: Passage[]): string {
  return question.replaceAll(/`?(\/?[a-z0-9]+(?:[-.][a-z0-9]+)+)`?/gi, (said: string, word: string) => {
    const isCalled = (name: string) => isName(word.toLowerCase(), name.toLowerCase());
    const [, noun] =
      facts.map(({ heading }) => OF_ONE.exec(heading)).find((found) => found && isCalled(found[2]!)) ?? [];
    const isNamed = facts.some(({ text }) => namesOf(text).some(isCalled));
    if (noun) return `the ${noun}`;
    return isNamed ? `the ${word.replace(/-\d+$/, "")}` : said;
  });
}

/** "The pod web-1" */
const OF_ONE = /^The (\S+) (\S+)$/;

/**
 * The lessons' answer with the facts that the question is about before it. Where the lessons cover nothing of it, or could not know, the
 * facts stand alone; a refusal for any other reason stays one. */
export function withFacts(answer: Answer, question: string, facts: Passage[]): Answer {
  if (!mayHaveFacts(answer)) return answer;
  const cause = causeOf(question, facts);
  const own = cause === undefined ? [] : [{ passage: cause, text: cause.text, score: Infinity }];
  // It names this and that, and answers no question about one of them.
  const others = facts.filter(({ id }) => id !== CAUSE);
  const chosen = chooseFacts(question, others, own);
  // A lesson about something else that fails explains nothing here.
  const isNear = cause === undefined || askedOfCause(cause) !== undefined;
  return chosen.length > 0 ? factsFirst(answer, chosen, isNear) : answer;
}

function mayHaveFacts(answer: Answer): boolean {
  return answer.kind !== "refused" || answer.reason === "not-covered" || answer.reason === "unknowable";
}

/** The sentences that say most of what is asked, best first; what is said of many pods alike is said of one. */
function chooseFacts(question: string, facts: Passage[], first: Fact[]): Fact[] {
  const sentences = facts.flatMap((passage) =>
    passage.text.split(/(?<=\.)\s+(?=[A-Z`])/).map((text) => ({ passage, text, terms: new Set(termsOf(text)) })),
  );
  const wanted = new Set(termsOf(alsoSaid(question)));
  const named = namesIn(question);
  const about = factsAbout(question, facts);
  const rarity = (term: string) =>
    Math.log((sentences.length + 1) / (sentences.filter(({ terms }) => terms.has(term)).length + 1));
  const scored = sentences.map(({ passage, text, terms }): Fact => {
    const isNamed = namesOf(text).some((name) => named.some((word) => word !== "" && isName(word, name)));
    const shared = [...wanted.intersection(terms)].reduce((sum, term) => sum + rarity(term), 0);
    return { passage, text, score: shared + (isNamed ? NAMED : 0) + (about.includes(passage) ? ABOUT : 0) };
  });
  const best = scored.filter(({ score }) => score >= ENOUGH).toSorted((a, b) => b.score - a.score);
  return fitting([...first, ...falsePremise(question, about), ...onceEach(best)]);
}

const NAMED = 2;
/** What is said of the very thing comes before what else is said with its name. */
const ABOUT = 4;
const ENOUGH = 0.7;

function alsoSaid(question: string): string {
  const words = question.toLowerCase().match(/\p{L}+/gu) ?? [];
  return [question, ...words.map((word) => ALSO[word] ?? "")].join(" ");
}

function onceEach(facts: Fact[]): Fact[] {
  const kinds = new Map(facts.toReversed().map((fact) => [fact.text.replaceAll(/`[^`]+`|\d+/g, "_"), fact]));
  return facts.filter((fact) => [...kinds.values()].includes(fact));
}

/** The names that a fact uses: what stands in backticks, and what is numbered (`agent-2`). */
function namesOf(text: string): string[] {
  return (text.match(/`[^`]+`|\b[a-z]+-\d+\b/g) ?? []).map((name) => name.replaceAll("`", "").toLowerCase());
}

/** Words of a question that may be names: hyphenated or with a digit. */
function namesIn(question: string): string[] {
  return (question.toLowerCase().match(/\/?[a-z0-9]+(?:[-.][a-z0-9]+)*/g) ?? []).filter((word) => /[-\d]/.test(word));
}

/** A pod is also known by the end of its name. */
function isName(word: string, name: string): boolean {
  return name === word || (word.length >= 4 && name.endsWith(`-${word}`));
}
