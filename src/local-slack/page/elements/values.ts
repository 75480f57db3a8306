/** What input elements hold, in the very shapes in which Slack reports them in `state.values`. */
import type { StateValues } from "../../protocol-requests.ts";

/** Any block or element, read loosely: the blocks of an app may be newer than the installed types. */
export type Loose = { type: string; [key: string]: unknown };

export type ElementValue = { type: string; [key: string]: unknown };

export type Placed = { blockId: string; block: Loose; element: Loose };

/** type of element -> [the field its value is in, the field its initial value is in, the value of an untouched one] */
const FIELDS: Record<string, readonly [string, string, unknown]> = {
  static_select: ["selected_option", "initial_option", null],
  external_select: ["selected_option", "initial_option", null],
  users_select: ["selected_user", "initial_user", null],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  channels_select: ["selected_channel", "initial_channel", null],
  multi_static_select: ["selected_options", "initial_options", []],
  multi_external_select: ["selected_options", "initial_options", []],
  multi_users_select: ["selected_users", "initial_users", []],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  radio_buttons: ["selected_option", "initial_option", null],
  checkboxes: ["selected_options", "initial_options", []],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
  plain_text_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  rich_text_input: ["rich_text_value", "initial_value", null],
  file_input: ["files", "", []],
};

/** What an element holds before anybody touches it; undefined for those that hold nothing (buttons, pictures). */
export function initialValue(element: Loose, currentChannel = ""): ElementValue | undefined {
  const fields = FIELDS[element.type];
  if (fields === undefined) return undefined;
  const [field, initial, untouched] = fields;
  const preset =
    element["default_to_current_conversation"] === true && currentChannel !== "" ? currentChannel : untouched;
  return { type: element.type, [field]: element[initial] ?? preset };
}

/** The value with a new content, in the field that its type uses. */
export function holding(type: string, content: unknown): ElementValue {
  return { type, [FIELDS[type]?.[0] ?? "value"]: content };
}

export function contentOf(value: ElementValue | undefined): unknown {
  return value === undefined ? undefined : value[FIELDS[value.type]?.[0] ?? "value"];
}

/** Every element of the blocks with its place, containers and cards included. */
export function elementsOf(blocks: readonly Loose[]): Placed[] {
  return blocks.flatMap((block, index) => {
    const blockId = blockIdOf(block, index);
    const elements = [...list(block["elements"]), block["accessory"], block["element"], ...list(block["actions"])];
    const placed = elements
      .filter(isLoose)
      .flatMap((element) => (element.type === "card" ? elementsOf([element]) : [{ blockId, block, element }]));
    return [...placed, ...elementsOf(list(block["child_blocks"]).filter(isLoose))];
  });
}

/** Slack gives each block an id; where none came, its place in the list is one. */
export function blockIdOf(block: Loose, index: number): string {
  return typeof block["block_id"] === "string" ? block["block_id"] : `block-${index}`;
}

export function actionIdOf(element: Loose): string {
  return typeof element["action_id"] === "string" ? element["action_id"] : "";
}

/**
 * The state of all inputs: what was typed, otherwise what they began with. What was typed into an element stays with its
 * block_id and action_id when the app updates the view, as in Slack.
 */
export function stateOf(blocks: readonly Loose[], typed: StateValues, currentChannel = ""): StateValues {
  const state: StateValues = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    const initial = initialValue(element, currentChannel);
    if (initial === undefined) continue;
    const kept = typed[blockId]?.[actionIdOf(element)];
    const value = kept?.["type"] === element.type ? kept : initial;
    state[blockId] = { ...state[blockId], [actionIdOf(element)]: value };
  }
  return state;
}

export function withValue(typed: StateValues, blockId: string, actionId: string, value: ElementValue): StateValues {
  return { ...typed, [blockId]: { ...typed[blockId], [actionId]: value } };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isLoose(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && typeof (value as Loose).type === "string";
}
