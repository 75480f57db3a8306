// Finds the interactive element that a person used, wherever in the blocks it stands.
export type FoundElement = { block_id: string; element: Record<string, unknown> & { type: string; action_id: string } };

/** Every element with an action id, with the id of the block that it stands in. */
export function elementsIn(value: unknown, blockId = ""): FoundElement[] {
  if (Array.isArray(value)) return value.flatMap((each) => elementsIn(each, blockId));
  if (typeof value !== "object" || value === null) return [];
  const node = value as Record<string, unknown>;
  const inside = typeof node.block_id === "string" ? node.block_id : blockId;
  const nested = Object.values(node).flatMap((each) => (typeof each === "object" ? elementsIn(each, inside) : []));
  if (typeof node.action_id !== "string") return nested;
  return [{ block_id: inside, element: node as FoundElement["element"] }, ...nested];
}

/**
 * The element that these words mean: by action id, and where several share it by block or by value. A block of another id counts where
 * there is none of this one: a message that is redrawn has new ids, and whoever pressed saw the old ones.
 */
export function findElement(
  blocks: unknown,
  wanted: { action_id: string; block_id?: string | undefined; value?: string | undefined },
): FoundElement | undefined {
  const named = elementsIn(blocks).filter(({ element }) => element.action_id === wanted.action_id);
  const placed = named.filter(({ block_id }) => block_id === wanted.block_id);
  return (
    (placed.length > 0 ? placed : named).find(
      ({ element }) => wanted.value === undefined || hasValue(element, wanted.value),
    ) ?? undefined
  );
}

function hasValue(element: Record<string, unknown>, value: string): boolean {
  return element.type === "button" || element.type === "icon_button" ? element.value === value : true;
}

/** What Slack puts into `actions` of a block_actions payload. */
export function actionOf(
  { block_id, element }: FoundElement,
  actionTs: string,
  value: string | undefined,
  state: Record<string, unknown>,
): Record<string, unknown> {
  const { type, action_id } = element;
  const common = { type, action_id, block_id, action_ts: actionTs };
  if (type === "feedback_buttons") return { ...common, ...feedbackChoice(element, value) };
  const shown = Object.fromEntries(
    ["text", "value", "style", "url", "placeholder"].filter((key) => key in element).map((key) => [key, element[key]]),
  );
  return { ...common, ...shown, ...state };
}

type Feedback = { text: unknown; value: string };

function feedbackChoice(element: Record<string, unknown>, value: string | undefined): Record<string, unknown> {
  const choices = [element.positive_button, element.negative_button] as Feedback[];
  const chosen = choices.find((choice) => choice.value === value) ?? choices[0];
  return { text: chosen?.text, value: chosen?.value };
}
