// The app's manifest: what the local Slack knows of the app before it connects.
import { readFileSync } from "node:fs";
import { z } from "zod";

const manifestSchema = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140).default("") }),
  features: z
    .object({
      unfurl_domains: z.array(z.string()).max(5).default([]),
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
            url: z.string().optional(),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string().max(24),
            callback_id: z.string().max(255),
            description: z.string().max(150).default(""),
            type: z.enum(["message", "global"]),
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
    .object({
      event_subscriptions: z
        .object({
          bot_events: z.array(z.string()).default([]),
          request_url: z.string().optional(),
          metadata_subscriptions: z.array(z.object({ app_id: z.string(), event_type: z.string().max(50) })).default([]),
        })
        .prefault({}),
      interactivity: z
        .object({ request_url: z.string().optional(), message_menu_options_url: z.string().optional() })
        .prefault({}),
      socket_mode_enabled: z.boolean().default(true),
    })
    .prefault({}),
});

/** A shortcut: of a message's menu, or of the composer's. */
export type Shortcut = { name: string; callback_id: string; description: string; type: "message" | "global" };

/** Where an app that has no sockets is to be reached. */
export type RequestUrls = { events?: string; interactivity?: string; options?: string; commands: Map<string, string> };

export type Manifest = {
  name: string;
  description: string;
  botName: string;
  commands: { command: string; description: string; usage_hint: string; should_escape: boolean }[];
  shortcuts: Shortcut[];
  /** Whose links the app is told of. */
  unfurlDomains: string[];
  prompts: { title: string; message: string }[];
  isAgent: boolean;
  hasHome: boolean;
  scopes: Set<string>;
  events: Set<string>;
  /** Whose metadata of which kind the app is told of; `*` stands for every app, and for every kind. */
  metadata: { app_id: string; event_type: string }[];
  /** Null: over sockets. */
  requestUrls: RequestUrls | null;
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
    shortcuts: features.shortcuts,
    unfurlDomains: features.unfurl_domains,
    prompts: features.agent_view?.suggested_prompts ?? [],
    isAgent: features.agent_view !== undefined,
    hasHome: features.app_home.home_tab_enabled,
    scopes: new Set([...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional]),
    events: new Set(settings.event_subscriptions.bot_events),
    metadata: settings.event_subscriptions.metadata_subscriptions,
    requestUrls: settings.socket_mode_enabled ? null : urlsOf(features.slash_commands, settings),
  };
}

function urlsOf(
  commands: { command: string; url?: string | undefined }[],
  { event_subscriptions, interactivity }: z.infer<typeof manifestSchema>["settings"],
): RequestUrls {
  const { request_url: events } = event_subscriptions;
  const { request_url, message_menu_options_url: options = request_url } = interactivity;
  return {
    ...(events !== undefined && { events }),
    ...(request_url !== undefined && { interactivity: request_url }),
    ...(options !== undefined && { options }),
    commands: new Map(commands.flatMap(({ command, url }) => (url === undefined ? [] : [[command, url] as const]))),
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
      unfurl_domains: ["lessons.example"],
      shortcuts: [
        { name: "Explain this", callback_id: "explain", description: "Explains a message", type: "message" },
        { name: "Begin", callback_id: "begin", description: "Begins something", type: "global" },
      ],
    },
    oauth_config: { scopes: { bot: words(EVERY_SCOPE) } },
    settings: {
      event_subscriptions: {
        bot_events: words(EVERY_EVENT),
        metadata_subscriptions: [{ app_id: "*", event_type: "*" }],
      },
    },
  });
}

const EVERY_SCOPE = `app_mentions:read assistant:write bookmarks:read bookmarks:write channels:history channels:join
  channels:manage channels:read chat:write commands dnd:read emoji:read files:read files:write groups:history groups:read
  groups:write im:history im:read im:write links:read links:write metadata.message:read mpim:history mpim:read mpim:write pins:read pins:write
  reactions:read reactions:write team:read usergroups:read users.profile:read users:read users:read.email`;

const EVERY_EVENT = `agent_session_stopped agent_session_title_changed app_context_changed app_home_opened app_mention
  app_uninstalled channel_archive channel_created channel_left channel_rename channel_unarchive file_deleted file_shared
  group_archive group_left group_rename group_unarchive link_shared member_joined_channel member_left_channel
  message.channels message.groups message.im message.mpim message_metadata_deleted message_metadata_posted
  message_metadata_updated pin_added pin_removed reaction_added reaction_removed team_join tokens_revoked user_change`;

function words(list: string): string[] {
  return list.split(/\s+/);
}
