// chat.unfurl: the app says what a link in somebody's message shows.
import { z } from "zod";
import { blockComplaints } from "../blocks/check.ts";
import { changeMessage } from "../messages.ts";
import { findChannel, findMessage } from "./find.ts";
import { flag, method, refuse, text, type Method } from "./method.ts";

const unfurl = z.looseObject({ blocks: z.array(z.unknown()).optional() });

export const unfurlMethods: Record<string, Method> = {
  "chat.unfurl": method({
    scopes: ["links:write"],
    args: {
      channel: text.optional(),
      ts: text.optional(),
      unfurls: z.unknown().optional(),
      unfurl_id: text.optional(),
      source: text.optional(),
      user_auth_required: flag.optional(),
      user_auth_message: text.optional(),
      user_auth_url: text.optional(),
      user_auth_blocks: z.unknown().optional(),
      metadata: z.unknown().optional(),
    },
    run(desk, args) {
      if (args.channel === undefined) return refuse("missing_channel");
      if (args.ts === undefined) return refuse("missing_ts");
      if (args.unfurls === undefined) return refuse("missing_unfurls");
      const unfurls = z.record(z.string(), unfurl).safeParse(args.unfurls);
      if (!unfurls.success) return refuse("invalid_unfurls_format");
      const channel = desk.workspace.channels.has(args.channel)
        ? findChannel(desk, args.channel)
        : refuse("cannot_find_channel");
      const message = findMessage(desk, channel.id, args.ts, "cannot_find_message");
      const shown = Object.entries(unfurls.data).map(([from_url, one], index) => {
        if (!message.text.includes(from_url.replaceAll("&", "&amp;"))) refuse("cannot_unfurl_url");
        if (one.blocks && blockComplaints(one.blocks, "message").length > 0) refuse("cannot_parse_attachment");
        return { id: index + 1, from_url, is_app_unfurl: true, app_id: desk.identity.app_id, ...one };
      });
      const others = (message.attachments ?? []).filter((each) => !isAbout(each, Object.keys(unfurls.data)));
      changeMessage(desk, message, { ...message, attachments: [...others, ...shown] });
      return {};
    },
  }),
};

function isAbout(attachment: unknown, urls: string[]): boolean {
  return urls.includes(String((attachment as { from_url?: unknown }).from_url));
}
