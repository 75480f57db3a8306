// What stands in a view's inputs: filled in from what was typed, else from each element's initial value.
import type { HomeView, ModalView } from "@slack/types";
import type { StateValues } from "./protocol-requests.ts";

type Element = { type: string; action_id: string; [key: string]: unknown };
type Field = { block_id: string; optional: boolean; isInput: boolean; element: Element };

/** Which key of a state value holds what was chosen, by element type; and which initial value stands there at first. */
const VALUE_KEYS: Record<string, [key: string, initial: string]> = {
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  file_input: ["files", "initial_files"],
};

/** The fields of some blocks that hold a value. */
function fieldsOf(blocks: unknown[]): Field[] {
  return blocks.flatMap((each) => {
    const block = each as Record<string, unknown> & { type: string; block_id: string };
    const elements = [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])];
    return elements
      .filter((element): element is Element => VALUE_KEYS[(element as Element | undefined)?.type ?? ""] !== undefined)
      .map((element) => ({
        block_id: block.block_id,
        optional: block.optional === true,
        isInput: block.type === "input",
        element,
      }));
  });
}

/** The whole state of these blocks, given what was typed; unknown entries are left out. */
export function completeState(blocks: unknown[], typed: StateValues): StateValues {
  const state: StateValues = {};
  for (const { block_id, element } of fieldsOf(blocks)) {
    const [key, initial] = VALUE_KEYS[element.type] as [string, string];
    const empty = key.endsWith("s") ? [] : null;
    const given = typed[block_id]?.[element.action_id];
    const value = given ?? { [key]: element[initial] ?? empty };
    state[block_id] = { ...state[block_id], [element.action_id]: { type: element.type, ...value } };
  }
  return state;
}

/** What of the state still has a place in the new content. */
export function keptState(state: StateValues, view: ModalView | HomeView): StateValues {
  const kept: StateValues = {};
  for (const { block_id, element } of fieldsOf(view.blocks)) {
    const value = state[block_id]?.[element.action_id];
    if (value?.type === element.type) kept[block_id] = { ...kept[block_id], [element.action_id]: value };
  }
  return kept;
}

/** What Slack's own client refuses before the app hears of a submission: by block id, what to put right. */
export function clientErrors(view: ModalView, state: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block_id, optional, isInput, element } of fieldsOf(view.blocks)) {
    if (!isInput) continue;
    const [key] = VALUE_KEYS[element.type] as [string, string];
    const error = valueError(element, state[block_id]?.[element.action_id]?.[key], optional);
    if (error) errors[block_id] = error;
  }
  return errors;
}

function valueError(element: Element, value: unknown, optional: boolean): string | null {
  if (isEmpty(value)) return optional ? null : "Please complete this required field.";
  if (element.type !== "plain_text_input" || typeof value !== "string") return null;
  const { min_length = 0, max_length = 3000 } = element as { min_length?: number; max_length?: number };
  if (value.length < min_length) return `Please use at least ${min_length} characters.`;
  return value.length > max_length ? `Please use at most ${max_length} characters.` : null;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
