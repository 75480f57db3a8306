// What a card tells besides the matter: how many of many go at a time, or that a project has ended. Only who asks for it wants it first.

/** "one node per 10 seconds", "when nodes fail one after another" */
const RATE = /\b(?:one|two|\d+) \w+ (?:per|every) (?:\d+ )?\w+|\bone after another\b/i;
const ASKS_RATE =
  /\b(?:rate|fast|speed|at once|at a time|one after another|many|several|all|per|zones?)\b|\bnodes (?:fail|die|go down)\b/i;

const ENDED =
  /\b(?:is|are|was|were) (?:now )?(?:retired|archived|discontinued|abandoned|no longer maintained)\b|\bretired it\b/i;
const ASKS_END =
  /\b(?:dead|die[ds]?|alive|maintained|maintenance|supported|retired|archived|abandoned|still|future|stop|stopped|status|new project|nowadays|20\d\d|move|migrate|leave)\b/i;

const LOSS = 0.5;

/** What a text loses for telling what was not asked. */
export function unasked(text: string, question: string): number {
  const rate = RATE.test(text) && !ASKS_RATE.test(question) ? LOSS : 0;
  return rate + (tellsEnd(text, question) ? LOSS : 0);
}

/** Does a text say that a project has ended, to one who did not ask that? */
export function tellsEnd(text: string, question: string): boolean {
  return ENDED.test(text) && !ASKS_END.test(question);
}
