// The bodies of the POST requests under /control, checked.
import { z } from "zod";
import { chaosSchema, faultSchema } from "../faults.ts";

const id = z.string().min(1);
const ts = z.string().regex(/^\d+\.\d{6}$/, "must be a timestamp such as 1700000000.000100");
const container = z.union([
  z.strictObject({ channel: id, message_ts: ts }),
  z.strictObject({ view_id: id }),
  z.strictObject({ home: z.literal(true) }),
]);
const channelName = z
  .string()
  .regex(/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u, "must be lower case, without spaces, at most 80");
const thread = { user: id, channel: id, thread_ts: ts };
/** How many files Slack takes in one message. */
const MOST_FILES = 10;
const state = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** One schema a verb; the types in protocol-requests.ts say what they mean. */
export const requestSchemas = {
  say: z
    .strictObject({
      user: id,
      channel: id,
      text: z.string().max(900_000),
      thread_ts: ts.optional(),
      phone: z.boolean().optional(),
      files: z.array(id).max(MOST_FILES).optional(),
    })
    .refine(({ text, files = [] }) => text !== "" || files.length > 0, "give a text, or files"),
  click: z.strictObject({
    user: id,
    action_id: id,
    block_id: z.string().optional(),
    value: z.string().optional(),
    element_state: z.record(z.string(), z.unknown()).optional(),
    container,
    state: state.optional(),
  }),
  submit: z.strictObject({ user: id, view_id: id, state: state.default({}) }),
  close: z.strictObject({ user: id, view_id: id }),
  command: z.strictObject({
    user: id,
    channel: id,
    command: z.string().startsWith("/"),
    text: z.string().default(""),
    phone: z.boolean().optional(),
  }),
  home: z.strictObject({ user: id, tab: z.enum(["home", "messages"]).default("home") }),
  open_dm: z.strictObject({ user: id }),
  clock: z
    .strictObject({
      advance_ms: z.int().min(0).optional(),
      now_ms: z.int().optional(),
      reset: z.literal(true).optional(),
    })
    .refine((body) => Object.keys(body).length === 1, "give exactly one of advance_ms, now_ms, reset"),
  react: z.strictObject({ user: id, channel: id, ts, name: id, remove: z.boolean().optional() }),
  invite: z.strictObject({ user: id, channel: id, who: id }),
  drop: z.strictObject({ how: z.enum(["disconnect", "kill", "warning"]) }),
  faults: z.union([faultSchema, z.strictObject({ clear: z.literal(true) })]),
  chaos: z.union([chaosSchema, z.strictObject({ stop: z.literal(true) })]),
  rates: z.strictObject({ enforced: z.boolean() }),
  redeliver: z.strictObject({ event_id: id }),
  resend: z.strictObject({ envelope_id: id }),
  edit: z.strictObject({ user: id, channel: id, ts, text: z.string().min(1).max(40_000) }),
  delete: z.strictObject({ user: id, channel: id, ts }),
  pin: z.strictObject({ user: id, channel: id, ts, remove: z.boolean().optional() }),
  shortcut: z.strictObject({
    user: id,
    callback_id: id,
    container: z.strictObject({ channel: id, message_ts: ts }).optional(),
  }),
  suggest: z.strictObject({ user: id, action_id: id, block_id: z.string().optional(), value: z.string(), container }),
  open_group: z.strictObject({ user: id, with: z.array(id).min(1).max(7) }),
  create_channel: z.strictObject({
    user: id,
    name: channelName,
    is_private: z.boolean().optional(),
    with_app: z.boolean().optional(),
  }),
  channel: z.strictObject({ user: id, channel: id, name: channelName.optional(), archived: z.boolean().optional() }),
  leave: z.strictObject({ user: id, channel: id, who: id.optional() }),
  stop_session: z.strictObject(thread),
  rename_session: z.strictObject({ ...thread, title: z.string().min(1).max(200) }),
  context: z.strictObject({ user: id, channel: id.optional() }),
  request_url: z.strictObject({ url: z.url().nullable() }),
  validate: z.strictObject({ blocks: z.array(z.unknown()), on: z.enum(["message", "modal", "home"]).optional() }),
  uninstall: z.strictObject({}),
  reset: z.strictObject({}),
  import: z.strictObject({ records: z.array(z.record(z.string(), z.unknown())) }),
};

export type Verb = keyof typeof requestSchemas;
export type Parsed = { [V in Verb]: z.infer<(typeof requestSchemas)[V]> };
