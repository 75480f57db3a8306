// The bodies of the POST requests under /control, checked.
import { z } from "zod";
import { faultSchema } from "../faults.ts";

const id = z.string().min(1);
const ts = z.string().regex(/^\d+\.\d{6}$/, "must be a timestamp such as 1700000000.000100");
const state = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** One schema a verb; the types in protocol.ts say what they mean. */
export const requestSchemas = {
  say: z.strictObject({ user: id, channel: id, text: z.string().min(1).max(40_000), thread_ts: ts.optional() }),
  click: z.strictObject({
    user: id,
    action_id: id,
    block_id: z.string().optional(),
    value: z.string().optional(),
    element_state: z.record(z.string(), z.unknown()).optional(),
    container: z.union([
      z.strictObject({ channel: id, message_ts: ts }),
      z.strictObject({ view_id: id }),
      z.strictObject({ home: z.literal(true) }),
    ]),
    state: state.optional(),
  }),
  submit: z.strictObject({ user: id, view_id: id, state: state.default({}) }),
  close: z.strictObject({ user: id, view_id: id }),
  command: z.strictObject({ user: id, channel: id, command: z.string().startsWith("/"), text: z.string().default("") }),
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
  drop: z.strictObject({ how: z.enum(["disconnect", "kill"]) }),
  faults: z.union([faultSchema, z.strictObject({ clear: z.literal(true) })]),
  redeliver: z.strictObject({ event_id: id }),
};

export type Verb = keyof typeof requestSchemas;
export type Parsed = { [V in Verb]: z.infer<(typeof requestSchemas)[V]> };
