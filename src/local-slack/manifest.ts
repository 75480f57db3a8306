// The app's manifest: what the local Slack knows of the app before it connects.
import { readFileSync } from "node:fs";
import { z } from "zod";

const manifestSchema = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140).default("") }),
  features: z
    .object({
      bot_user: z.object({ display_name: z.string() }).optional(),
      app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).prefault({}),
      agent_view: z
        .object({
          agent_description: z.string().default(""),
          suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).default([]),
        })
        .optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string().startsWith("/"),
            description: z.string().default(""),
            usage_hint: z.string().default(""),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
    })
    .prefault({}),
  oauth_config: z
    .object({
      scopes: z
        .object({ bot: z.array(z.string()).default([]), bot_optional: z.array(z.string()).default([]) })
        .prefault({}),
    })
    .prefault({}),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
});

export type Manifest = {
  name: string;
  description: string;
  botName: string;
  commands: { command: string; description: string; usage_hint: string; should_escape: boolean }[];
  prompts: { title: string; message: string }[];
  isAgent: boolean;
  hasHome: boolean;
  scopes: Set<string>;
  events: Set<string>;
};

/** A manifest that cannot be used; its message says what to put right. */
export class UnusableManifest extends Error {}

/** Reads the manifest that Slack itself would be given. */
export function readManifest(path: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UnusableManifest(`The manifest ${path} cannot be read: ${(error as Error).message}.`);
  }
  return parseManifest(value, path);
}

/** Checks a manifest's value and keeps what the local Slack uses. */
export function parseManifest(value: unknown, name = "manifest"): Manifest {
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw new UnusableManifest(`The manifest ${name} is wrong: ${z.prettifyError(parsed.error)}`);
  const { display_information, features, oauth_config, settings } = parsed.data;
  return {
    name: display_information.name,
    description: features.agent_view?.agent_description || display_information.description,
    botName: features.bot_user?.display_name ?? display_information.name,
    commands: features.slash_commands,
    prompts: features.agent_view?.suggested_prompts ?? [],
    isAgent: features.agent_view !== undefined,
    hasHome: features.app_home.home_tab_enabled,
    scopes: new Set([...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional]),
    events: new Set(settings.event_subscriptions.bot_events),
  };
}

/** Without a manifest the app may do and hear everything that is built here. */
export function openManifest(): Manifest {
  return parseManifest({
    display_information: { name: "Shipmate" },
    features: {
      bot_user: { display_name: "shipmate" },
      app_home: { home_tab_enabled: true },
      agent_view: {},
      slash_commands: [{ command: "/shipmate", description: "Ask, learn, quiz, lab", usage_hint: "help" }],
    },
    oauth_config: {
      scopes: {
        bot: `app_mentions:read assistant:write channels:history channels:join channels:read chat:write commands files:read
          files:write groups:history groups:read im:history im:read im:write reactions:read reactions:write team:read users:read`.split(
          /\s+/,
        ),
      },
    },
    settings: {
      event_subscriptions: {
        bot_events: `app_home_opened app_mention member_joined_channel message.channels message.groups message.im
          message_metadata_posted reaction_added reaction_removed`.split(/\s+/),
      },
    },
  });
}
