// The workspace that everybody starts in: Harbor, five people in five time zones, three channels.
import { randomBytes } from "node:crypto";
import type { Manifest } from "./manifest.ts";
import type { Identity, StateRecord, StoredChannel } from "./records.ts";
import type { Person } from "./protocol.ts";

const BOT_USER = "U0SHIPMATE";

const people: [id: string, name: string, real_name: string, tz: string][] = [
  ["U0ADA0001", "ada", "Ada Okafor", "Europe/London"],
  ["U0BO00002", "bo", "Bo Lindqvist", "America/New_York"],
  ["U0CHIE003", "chie", "Chie Tanaka", "Asia/Tokyo"],
  ["U0DANA004", "dana", "Dana Weber", "Europe/Berlin"],
  ["U0ELI0005", "eli", "Eli Souza", "America/Sao_Paulo"],
];

const everyone = people.map(([id]) => id);

/** The records of a new workspace. Tokens are made here and nowhere else. */
export function seedRecords(manifest: Manifest, nowMs: number): StateRecord[] {
  const identity: Identity = {
    team_id: "T0HARBOR1",
    team_name: "Harbor",
    team_domain: "harbor",
    app_id: "A0SHIPMATE",
    bot_id: "B0SHIPMATE",
    bot_user_id: BOT_USER,
    bot_token: `xoxb-local-${randomBytes(16).toString("hex")}`,
    app_token: `xapp-local-${randomBytes(16).toString("hex")}`,
  };
  const channels = [
    channel("C0STUDY01", "study-orchestration", [...everyone, BOT_USER], "How containers are run by the many", nowMs),
    channel("C0RANDOM1", "random", everyone, "Whatever floats", nowMs),
    { ...channel("C0PLATFRM", "platform-team", everyone.slice(0, 3), "The platform team", nowMs), is_private: true },
  ];
  return [
    { kind: "identity", identity },
    { kind: "person", person: botPerson(manifest) },
    ...people.map(([id, name, real_name, tz]): StateRecord => {
      return { kind: "person", person: { id, name, real_name, tz, is_bot: false } };
    }),
    ...channels.map((each): StateRecord => ({ kind: "channel", channel: each })),
  ];
}

/** The app's bot user, called what the manifest calls it. */
export function botPerson(manifest: Manifest): Person {
  const name = manifest.botName.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, "-");
  return { id: BOT_USER, name, real_name: manifest.botName, tz: "Etc/UTC", is_bot: true };
}

function channel(id: string, name: string, members: string[], topic: string, nowMs: number): StoredChannel {
  return {
    id,
    name,
    is_im: false,
    is_archived: false,
    members,
    topic,
    is_private: false,
    created_ms: nowMs,
    creator: everyone[0] as string,
  };
}
