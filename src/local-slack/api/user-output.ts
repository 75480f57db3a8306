// A person as Slack's API shows them.
import type { Desk } from "../desk.ts";
import type { Person } from "../protocol.ts";

/** The address at which users.lookupByEmail finds a person. */
export function emailOf(person: Person): string {
  return `${person.name}@harbor.example`;
}

/** A user object. */
export function apiUser(desk: Desk, person: Person, withLocale = false): Record<string, unknown> {
  const { identity, clock } = desk;
  const isBot = person.is_bot;
  return {
    id: person.id,
    team_id: identity.team_id,
    name: person.name,
    deleted: false,
    color: "9f69e7",
    real_name: person.real_name,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetSeconds(person.tz, clock.nowMs()),
    profile: { ...apiProfile(desk, person), team: identity.team_id },
    // Ada runs the workspace, so that something can be tried that only an admin may do.
    is_admin: person.name === "ada",
    is_owner: person.name === "ada",
    is_primary_owner: person.name === "ada",
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: isBot,
    is_app_user: false,
    updated: 0,
    ...(withLocale && { locale: "en-US" }),
  };
}

/** A person's profile. The address only for apps that may read it. */
export function apiProfile({ identity, manifest }: Desk, person: Person): Record<string, unknown> {
  const [first_name = "", ...rest] = person.real_name.split(" ");
  return {
    title: "",
    phone: "",
    skype: "",
    real_name: person.real_name,
    real_name_normalized: person.real_name,
    display_name: person.name,
    display_name_normalized: person.name,
    fields: {},
    status_text: "",
    status_emoji: "",
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: "",
    first_name,
    last_name: rest.join(" "),
    ...(person.is_bot && { bot_id: identity.bot_id, api_app_id: identity.app_id, always_active: true }),
    ...(!person.is_bot && manifest.scopes.has("users:read.email") && { email: emailOf(person) }),
  };
}

/** How far a zone is from UTC at a moment, in seconds. */
function offsetSeconds(zone: string, nowMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(nowMs);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const found = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups;
  if (!found) return 0;
  return (found.sign === "-" ? -1 : 1) * (Number(found.hours) * 3600 + Number(found.minutes) * 60);
}
