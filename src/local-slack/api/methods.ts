// Every Web API method that is built here, by name.
import { agentMethods } from "./agents.ts";
import { appMethods } from "./apps.ts";
import { bookmarkMethods } from "./bookmarks.ts";
import { channelMethods } from "./channels.ts";
import { chatMethods } from "./chat.ts";
import { checkMethods } from "./checks.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { Method } from "./method.ts";
import { pinMethods } from "./pins.ts";
import { reactionMethods } from "./reactions.ts";
import { scheduledMethods } from "./scheduled.ts";
import { streamMethods } from "./streams.ts";
import { unfurlMethods } from "./unfurl.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

export const methods: ReadonlyMap<string, Method> = new Map(
  [
    agentMethods,
    appMethods,
    bookmarkMethods,
    channelMethods,
    chatMethods,
    checkMethods,
    conversationMethods,
    fileMethods,
    pinMethods,
    reactionMethods,
    scheduledMethods,
    streamMethods,
    unfurlMethods,
    userMethods,
    viewMethods,
  ].flatMap((group) => Object.entries(group)),
);
