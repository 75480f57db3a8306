// Questions for a choice ("which one should I use", "X or Y for Z", "is X ok") and the sentences that decide one.

const ASKS_CHOICE =
  /\bwhich (?:one|of|is|are|should|to|would|do)\b|\b(?:should|shall|would) (?:i|we|you|one)\b|\bwhen (?:should|do|would|to)\b|\b(?:vs\.?|versus|or)\b.*\bfor\b|\b(?:ok|okay|enough|safe|worth|better|best|good idea|advice|make sense|recommended|necessary)\b|\b(?:do|does) (?:i|we|you|one|it) (?:really |still |even )?need\b|\bis it (?:possible|bad|wrong)\b/i;
const DECIDES =
  /^(?:Choose|Use|Prefer|Avoid|Keep|Take|Do not|Never|Always|You (?:do not )?need)\b|\b(?:belongs? (?:in|into|to)|is (?:not )?(?:enough|needed|worth|safe|optional|recommended)|is (?:a|the) (?:better|usual|right|good|best|safer) |should(?: not)?|suits?|choose|needs? no|not in an?|do(?:es)? not need|only (?:when|if))\b/;

/** "How many should I run" asks for a number. */
const ASKS_NUMBER = /\bhow (?:many|much|long|often|big|large)\b/i;

export function asksChoice(question: string): boolean {
  return ASKS_CHOICE.test(question) && !ASKS_NUMBER.test(question);
}

/** Does a sentence decide, so that who must choose knows what to do? */
export function decides(sentence: string): boolean {
  return DECIDES.test(sentence);
}
