// Whether a card tells a way ("To undo a rollout, ...", a command, a field to set), and whether it leads to what is asked for.
import type { Card } from "../knowledge/types.ts";
import type { Query } from "./query.ts";
import type { Index } from "./search.ts";
import { defines } from "./subject.ts";
import { termsOf } from "./words.ts";

const WAY = /^To (\p{Ll}[^,]*),/u;
const COMMAND = /`(kubectl|docker|helm|kubeadm|nomad|etcdctl|etcdutl|crictl|systemctl|curl|GET|PUT|POST|DELETE) /;
const VERBS =
  "add|back up|bind|build|call|choose|copy|create|define|delete|give|keep|let|lower|make|mount|move|name|put|raise|read|run|set|start|stop|turn|use|write";
const DOES = new RegExp(`\`--?\\w|\`[\\w.]+: |(?:^|[,:;] (?:and |then |or )?)(?:${VERBS})\\b`);

/** What is done with anything says least of an end. */
const DOING = /^(?:add|change|create|get|give|make|set|use) (?=\S)/;

/** What neither tells to do something nor names a field or flag is no way; a definition of the thing is it least of all. */
const NO_WAY = 0.25;
/** Of the end that a way leads to, what must be asked for. */
const HALF = 0.5;
/** Instructions for something else, or for one who asks why, what for, or what happens then. */
const BESIDE = 0.4;

/** What a fact gains or loses for one who asks how to do something. */
export function wayFor(card: Card, query: Query, index: Index): number {
  const share = endShare(card, query, index);
  if (share !== undefined) return share - BESIDE;
  if (COMMAND.test(opening(card))) return 0.15;
  return tellsWay(card) ? 0 : -NO_WAY * (1 + defines(index.entryOf(card.id).head, query.subjects));
}

/** Why it is so, whether it is so, and what happens is told by no instructions; "can I ..." is. */
const WANTS_NO_WAY =
  /\bwhy\b|\bwhat (?:happens|will happen)\b|^\W*(?:so |and |but )*(?:is|are|does|do|did|will|would|has|have)\b/i;
const ASKS_HOW = /\bhow (?:to|do|can|could|should)\b/i;
/** What is done about trouble. */
const CURES =
  /^To (?:see|find|fix|mend|debug|check|tell|look|end|recover|repair|restore|free|avoid|prevent|keep|stop|get)\b/;

/** What a fact loses that gives instructions to one who asks something else. */
export function unaskedWay(card: Card, query: Query, index: Index): number {
  const share = endShare(card, query, index);
  if (share === undefined) return 0;
  if (query.intent === "trouble" && !ASKS_HOW.test(query.asked)) return CURES.test(opening(card)) ? 0 : 3 * BESIDE;
  if (WANTS_NO_WAY.test(query.asked)) return 2 * BESIDE;
  return query.facets.length > 0 || share < HALF ? BESIDE : 0;
}

/** Does a card say first what it is the way to? */
export function namesEnd(card: Card): boolean {
  return WAY.test(opening(card));
}

/** Does a card tell a way to what is asked for? */
export function isWayTo(card: Card, query: Query, index: Index): boolean {
  return tellsWay(card) && !leadsElsewhere(card, query, index);
}

/** Does it begin with an end that is not asked for? */
export function leadsElsewhere(card: Card, query: Query, index: Index): boolean {
  return (endShare(card, query, index) ?? 1) < HALF;
}

/** Does a card tell to do something, or by which command, flag or field it is done? */
function tellsWay(card: Card): boolean {
  const text = opening(card);
  const [first = "", rest] = [text.charAt(0).toLowerCase(), text.slice(1)];
  return card.kind === "step" || WAY.test(text) || COMMAND.test(text) || DOES.test(first + rest);
}

/** Of the end that "To undo a rollout, ..." names, the share by weight that a question asks for; nothing for what names no end. */
function endShare(card: Card, query: Query, { weightOf }: Index): number | undefined {
  const end = WAY.exec(opening(card))?.[1];
  if (end === undefined) return undefined;
  const terms = [...new Set(termsOf(end.replace(DOING, "")))];
  const asked = new Set([...query.terms, ...[...query.variants.values()].flat()]);
  const weigh = (some: string[]) => some.reduce((sum, term) => sum + weightOf(term), 0);
  return weigh(terms.filter((term) => asked.has(term))) / Math.max(1, weigh(terms));
}

function opening({ sentences: [first = ""] }: Card): string {
  return first;
}
