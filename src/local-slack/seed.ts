// The workspaces that everybody starts in. Harbor is there always: five people in five time zones, three channels, the app installed.
// The others are there when they are asked for, and the app is in none of them before somebody allows it.
import { randomBytes } from "node:crypto";
import type { Manifest } from "./manifest.ts";
import type { Identity, StateRecord, StoredChannel } from "./records.ts";
import type { Person } from "./protocol.ts";

type Named = [id: string, name: string, real_name: string, tz: string];
type Place = { id: string; name: string; members: string[]; topic: string; is_private?: true };
type Seed = Pick<Identity, "team_id" | "team_name" | "team_domain" | "bot_id" | "bot_user_id"> & {
  people: Named[];
  channels(everyone: string[], bot: string): Place[];
};

const HARBOR: Seed = {
  team_id: "T0HARBOR1",
  team_name: "Harbor",
  team_domain: "harbor",
  bot_id: "B0SHIPMATE",
  bot_user_id: "U0SHIPMATE",
  people: [
    ["U0ADA0001", "ada", "Ada Okafor", "Europe/London"],
    ["U0BO00002", "bo", "Bo Lindqvist", "America/New_York"],
    ["U0CHIE003", "chie", "Chie Tanaka", "Asia/Tokyo"],
    ["U0DANA004", "dana", "Dana Weber", "Europe/Berlin"],
    ["U0ELI0005", "eli", "Eli Souza", "America/Sao_Paulo"],
  ],
  channels: (everyone, bot) => [
    {
      id: "C0STUDY01",
      name: "study-orchestration",
      members: [...everyone, bot],
      topic: "How containers are run by the many",
    },
    { id: "C0RANDOM1", name: "random", members: everyone, topic: "Whatever floats" },
    {
      id: "C0PLATFRM",
      name: "platform-team",
      members: everyone.slice(0, 3),
      topic: "The platform team",
      is_private: true,
    },
  ],
};

const further = (number: number, team_name: string, people: Named[]): Seed => ({
  team_id: `T0${team_name.toUpperCase().slice(0, 5)}0${number}`,
  team_name,
  team_domain: team_name.toLowerCase(),
  bot_id: `B0SHIPMAT${number}`,
  bot_user_id: `U0SHIPMAT${number}`,
  people,
  channels: (everyone) => [
    { id: `C0LEARN0${number}`, name: "learning", members: everyone, topic: "What we want to know" },
  ],
});

const SEEDS: readonly Seed[] = [
  HARBOR,
  further(2, "Wharf", [
    ["U0FAY0021", "fay", "Fay Tran", "Australia/Sydney"],
    ["U0GUS0022", "gus", "Gus Moreno", "America/Los_Angeles"],
  ]),
  further(3, "Anchor", [
    ["U0HAL0031", "hal", "Hal Iversen", "Europe/Oslo"],
    ["U0IDA0032", "ida", "Ida Mensah", "Africa/Accra"],
  ]),
];

/** How many workspaces there can be. */
export const MOST_WORKSPACES = SEEDS.length;

const seedFor = (team: string): Seed => SEEDS.find(({ team_id }) => team_id === team) ?? HARBOR;

/** The records of a new workspace. Tokens are made here and nowhere else. */
export function seedRecords(manifest: Manifest, nowMs: number, identity: Identity): StateRecord[] {
  const { people, channels } = seedFor(identity.team_id);
  const everyone = people.map(([id]) => id);
  return [
    { kind: "identity", identity },
    { kind: "person", person: botPerson(manifest, identity.bot_user_id) },
    ...people.map(([id, name, real_name, tz]): StateRecord => {
      return { kind: "person", person: { id, name, real_name, tz, is_bot: false } };
    }),
    ...channels(everyone, identity.bot_user_id).map((place): StateRecord => {
      return { kind: "channel", channel: channel(place, everyone[0] as string, nowMs) };
    }),
  ];
}

/** A workspace with tokens of its own; further ones share what belongs to the app, and have not allowed it yet. */
export function newIdentity(number: number, first?: Identity): Identity {
  const { people: _, channels: __, ...ids } = SEEDS[number] as Seed;
  return {
    ...ids,
    app_id: "A0SHIPMATE",
    bot_token: newToken("xoxb"),
    app_token: first?.app_token ?? newToken("xapp"),
    signing_secret: first?.signing_secret ?? newSecret(),
    ...(first && { is_uninstalled: true }),
  };
}

/** A token that opens nothing but this. */
export function newToken(prefix: "xoxb" | "xapp"): string {
  return `${prefix}-local-${randomBytes(16).toString("hex")}`;
}

/** A secret for signing; also given to a workspace that was made before there was one. */
export function newSecret(): string {
  return randomBytes(16).toString("hex");
}

/** The app's bot user, called what the manifest calls it. */
export function botPerson(manifest: Manifest, id: string): Person {
  const name = manifest.botName.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, "-");
  return { id, name, real_name: manifest.botName, tz: "Etc/UTC", is_bot: true };
}

function channel(place: Place, creator: string, created_ms: number): StoredChannel {
  const { id, name, members, topic, is_private = false } = place;
  return { id, name, is_im: false, is_archived: false, members, topic, is_private, created_ms, creator };
}
