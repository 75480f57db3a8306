/** A reply as it lies in its row. */
import type { Selectable } from "kysely";
import type { Reply } from "../quiz/reply.ts";
import type { Tables } from "./tables.ts";

/** Answers from before there were other types than single choice have only an option. */
export function replyIn({ reply, option }: Pick<Selectable<Tables["quiz_answers"]>, "reply" | "option">): Reply {
  return reply ? (JSON.parse(reply) as Reply) : { kind: "option", option };
}
