// Every Web API method that is built here, by name.
import { agentMethods } from "./agents.ts";
import { appMethods } from "./apps.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { Method } from "./method.ts";
import { reactionMethods } from "./reactions.ts";
import { streamMethods } from "./streams.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

export const methods: ReadonlyMap<string, Method> = new Map(
  [
    agentMethods,
    appMethods,
    chatMethods,
    conversationMethods,
    fileMethods,
    reactionMethods,
    streamMethods,
    userMethods,
    viewMethods,
  ].flatMap((group) => Object.entries(group)),
);
