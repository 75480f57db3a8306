/** What Slack's own client refuses before an app ever sees the submission. */
import type { StateValues } from "../../protocol-requests.ts";
import { actionIdOf, contentOf, elementsOf, type ElementValue, type Loose } from "./values.ts";

/** block_id -> what is wrong with its field. Only input blocks are checked, as in Slack. */
export function checkInputs(blocks: readonly Loose[], state: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, block, element } of elementsOf(blocks)) {
    if (block.type !== "input") continue;
    const content = contentOf(state[blockId]?.[actionIdOf(element)] as ElementValue | undefined);
    const problem = isEmpty(content) ? missing(block) : (CHECKS[element.type]?.(String(content), element) ?? "");
    if (problem !== "") errors[blockId] = problem;
  }
  return errors;
}

export function isEmpty(content: unknown): boolean {
  return (
    content === null || content === undefined || content === "" || (Array.isArray(content) && content.length === 0)
  );
}

function missing(block: Loose): string {
  return block["optional"] === true ? "" : "Please complete this required field.";
}

const CHECKS: Record<string, (text: string, element: Loose) => string> = {
  plain_text_input: (text, element) => {
    const least = Number(element["min_length"] ?? 0);
    const most = Number(element["max_length"] ?? 3000);
    if (text.length < least) return `Please use at least ${least} characters.`;
    return text.length > most ? `Please use at most ${most} characters.` : "";
  },
  email_text_input: (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? "" : "Please enter an email address."),
  url_text_input: (text) => (/^https?:\/\/\S+$/.test(text) ? "" : "Please enter an address that starts with https://."),
  number_input: (text, element) => {
    if (!Number.isFinite(Number(text))) return "Please enter a number.";
    if (element["is_decimal_allowed"] !== true && !Number.isInteger(Number(text)))
      return "Please enter a whole number.";
    return outOfRange(Number(text), element);
  },
};

function outOfRange(value: number, element: Loose): string {
  const { min_value: least, max_value: most } = element;
  if (least !== undefined && value < Number(least)) return `Please enter ${String(least)} or more.`;
  return most !== undefined && value > Number(most) ? `Please enter ${String(most)} or less.` : "";
}
