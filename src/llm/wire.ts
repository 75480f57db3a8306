// What endpoints send, as events or whole, on both wires -> what the model wrote. Whatever is not of the protocol's shape throws.
import { z } from "zod";
import type { Spent } from "./reply.ts";

/** What a model wrote, that it declined to, and what that took where the endpoint says so. */
export type Heard = { text: string; isDeclined: boolean; spent?: Spent };

export type ModelEvent = { kind: "text"; text: string } | { kind: "declined" } | { kind: "spent"; spent: Spent };

const tokens = z.number().int().min(0);
const responseUsage = z
  .object({ input_tokens: tokens, output_tokens: tokens })
  .transform((usage): Spent => ({ input: usage.input_tokens, output: usage.output_tokens }));
const chatUsage = z
  .object({ prompt_tokens: tokens, completion_tokens: tokens })
  .transform((usage): Spent => ({ input: usage.prompt_tokens, output: usage.completion_tokens }));

const part = z.looseObject({ type: z.string(), text: z.string().optional() });
const response = z.object({
  output: z.array(z.looseObject({ type: z.string(), content: z.array(part).optional() })),
  usage: responseUsage.nullish(),
});

/** A whole answer of Responses. */
export function wholeResponse(body: unknown): Heard {
  const { output, usage } = response.parse(body);
  const parts = output.flatMap(({ type, content = [] }) => (type === "message" ? content : []));
  const text = parts.map((each) => (each.type === "output_text" ? (each.text ?? "") : "")).join("");
  return { text, isDeclined: parts.some(({ type }) => type === "refusal"), ...(usage && { spent: usage }) };
}

const message = z.object({ content: z.string().nullish(), refusal: z.string().nullish() });
const chat = z.object({ choices: z.array(z.object({ message })).min(1), usage: chatUsage.nullish() });

/** A whole answer of Chat Completions. */
export function wholeChat(body: unknown): Heard {
  const { choices, usage } = chat.parse(body);
  const said = choices[0]!.message;
  return { text: said.content ?? "", isDeclined: Boolean(said.refusal), ...(usage && { spent: usage }) };
}

const responseEvent = z.looseObject({ type: z.string() });
const delta = z.object({ delta: z.string() });
const ended = z.object({ response: z.looseObject({ usage: responseUsage.nullish() }) });

/** The events of a stream of Responses; those that say nothing about the text are passed over. */
export async function* responseEvents(events: AsyncIterable<unknown>): AsyncIterable<ModelEvent> {
  for await (const event of events) {
    const { type } = responseEvent.parse(event);
    if (type === "response.output_text.delta") yield { kind: "text", text: delta.parse(event).delta };
    if (type.startsWith("response.refusal.")) yield { kind: "declined" };
    if (type === "response.failed") throw new Error("the endpoint says that the response failed");
    if (type !== "response.completed" && type !== "response.incomplete") continue;
    const { usage } = ended.parse(event).response;
    if (usage) yield { kind: "spent", spent: usage };
  }
}

const chatEvent = z.object({
  choices: z.array(z.object({ delta: message.nullish() })),
  usage: chatUsage.nullish(),
});

/** The same of Chat Completions. */
export async function* chatEvents(events: AsyncIterable<unknown>): AsyncIterable<ModelEvent> {
  for await (const event of events) {
    const { choices, usage } = chatEvent.parse(event);
    const said = choices[0]?.delta;
    if (said?.content) yield { kind: "text", text: said.content };
    if (said?.refusal) yield { kind: "declined" };
    if (usage) yield { kind: "spent", spent: usage };
  }
}
