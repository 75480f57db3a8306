// The interactive elements: buttons, selects, pickers and inputs, with their limits.
import { z } from "zod";
import {
  actionId,
  confirm,
  imageElement,
  markedOption,
  optionGroups,
  plain,
  plainOption,
  webAddress,
} from "./pieces.ts";
import { richText } from "./rich.ts";

const base = { action_id: actionId, confirm: confirm.optional(), focus_on_load: z.boolean().optional() };
const hinted = { ...base, placeholder: plain(150).optional() };
const many = { ...hinted, max_selected_items: z.number().int().min(1).optional() };
const dispatchable = {
  ...hinted,
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).optional() })
    .optional(),
};
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(["im", "mpim", "private", "public"]))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
};

const button = z.strictObject({
  type: z.literal("button"),
  ...base,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: webAddress.optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const element = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...fields });

const staticFields = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: optionGroups.optional(),
};
const staticSelect = element("static_select", { ...hinted, ...staticFields, initial_option: plainOption.optional() });
const multiStaticSelect = element("multi_static_select", {
  ...many,
  ...staticFields,
  initial_options: z.array(plainOption).optional(),
});

const anOption = z.looseObject({ text: plain(75), value: z.string().max(150) });
const fromApp = { min_query_length: z.number().int().min(0).optional() };

const choices = [
  staticSelect,
  multiStaticSelect,
  element("external_select", { ...hinted, ...fromApp, initial_option: anOption.optional() }),
  element("multi_external_select", { ...many, ...fromApp, initial_options: z.array(anOption).optional() }),
  element("radio_buttons", {
    ...base,
    options: z.array(markedOption).min(1).max(10),
    initial_option: markedOption.optional(),
  }),
  element("checkboxes", {
    ...base,
    options: z.array(markedOption).min(1).max(10),
    initial_options: z.array(markedOption).min(1).optional(),
  }),
  element("datepicker", {
    ...hinted,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .optional(),
  }),
  element("timepicker", {
    ...hinted,
    initial_time: z
      .string()
      .regex(/^\d\d:\d\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  element("datetimepicker", { ...base, initial_date_time: z.number().int().optional() }),
  element("users_select", { ...hinted, initial_user: z.string().optional() }),
  element("multi_users_select", { ...many, initial_users: z.array(z.string()).optional() }),
  element("channels_select", {
    ...hinted,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  element("multi_channels_select", { ...many, initial_channels: z.array(z.string()).optional() }),
  element("conversations_select", {
    ...hinted,
    ...conversations,
    initial_conversation: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  element("multi_conversations_select", {
    ...many,
    ...conversations,
    initial_conversations: z.array(z.string()).optional(),
  }),
] as const;

const workflowButton = element("workflow_button", {
  action_id: actionId,
  text: plain(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: webAddress,
      customizable_input_parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
    }),
  }),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
  confirm: confirm.optional(),
});

const pickers = [
  button,
  workflowButton,
  element("overflow", { ...base, options: z.array(plainOption).min(1).max(5) }),
  ...choices,
] as const;

const inputs = [
  element("plain_text_input", {
    ...dispatchable,
    initial_value: z.string().optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  }),
  element("number_input", {
    ...dispatchable,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  element("rich_text_input", {
    ...dispatchable,
    initial_value: richText.optional(),
    min_lines: z.int().min(1).max(100).optional(),
    max_lines: z.int().min(1).max(100).optional(),
  }),
  element("file_input", {
    action_id: actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
  element("email_text_input", { ...dispatchable, initial_value: z.string().optional() }),
  element("url_text_input", { ...dispatchable, initial_value: z.string().optional() }),
] as const;

/** What a section may hold beside its text. */
export const accessoryElement = withOptions(z.discriminatedUnion("type", [...pickers, imageElement]));
/** What an actions block may hold. */
export const pickerElement = withOptions(z.discriminatedUnion("type", [...pickers]));
/** What an input block may hold. */
export const inputElement = withOptions(z.discriminatedUnion("type", [...choices, ...inputs]));
export const buttonElement = button;

// A static select wants options or option_groups; zod cannot say that of one member of a union, so it is said of the union.
function withOptions<T extends z.ZodType>(union: T) {
  return union.refine((value) => {
    const { type, options, option_groups } = value as { type: string; options?: unknown; option_groups?: unknown };
    return !type.endsWith("static_select") || (options === undefined) !== (option_groups === undefined);
  }, "needs either options or option_groups");
}
