// users.*, bots.info, team.info: who is here.
import type { Desk } from "../desk.ts";
import type { Person } from "../protocol.ts";
import { findPerson } from "./find.ts";
import { count, flag, method, refuse, text, type Method } from "./method.ts";
import { pageOf } from "./paging.ts";

export const userMethods: Record<string, Method> = {
  "users.info": method({
    scopes: ["users:read"],
    args: { user: text, include_locale: flag.optional() },
    run: (desk, args) => ({ user: apiUser(desk, findPerson(desk, args.user), args.include_locale) }),
  }),

  "users.list": method({
    scopes: ["users:read"],
    args: { limit: count.optional(), cursor: text.optional(), include_locale: flag.optional() },
    run(desk, args) {
      const { items, response_metadata } = pageOf([...desk.workspace.people.values()], args, 1000, ({ id }) => id);
      const members = items.map((person) => apiUser(desk, person, args.include_locale));
      return { members, cache_ts: Math.floor(desk.clock.nowMs() / 1000), response_metadata };
    },
  }),

  "bots.info": method({
    scopes: ["users:read"],
    args: { bot: text.optional() },
    run({ identity, manifest }, args) {
      if (args.bot !== undefined && args.bot !== identity.bot_id) refuse("bot_not_found");
      return {
        bot: {
          id: identity.bot_id,
          deleted: false,
          name: manifest.name,
          updated: 0,
          app_id: identity.app_id,
          user_id: identity.bot_user_id,
          icons: {},
        },
      };
    },
  }),

  "team.info": method({
    scopes: ["team:read"],
    args: { team: text.optional() },
    run({ identity, url }, args) {
      if (args.team !== undefined && args.team !== identity.team_id) refuse("team_not_found");
      const { team_id: id, team_name: name, team_domain: domain } = identity;
      return { team: { id, name, domain, url: `${url()}/`, email_domain: "", icon: { image_default: true } } };
    },
  }),
};

function apiUser(desk: Desk, person: Person, withLocale = false): Record<string, unknown> {
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
    profile: {
      real_name: person.real_name,
      real_name_normalized: person.real_name,
      display_name: person.name,
      display_name_normalized: person.name,
      team: identity.team_id,
      ...(isBot && { bot_id: identity.bot_id, api_app_id: identity.app_id }),
    },
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

/** How far a zone is from UTC at a moment, in seconds. */
function offsetSeconds(zone: string, nowMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(nowMs);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const found = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups;
  if (!found) return 0;
  return (found.sign === "-" ? -1 : 1) * (Number(found.hours) * 3600 + Number(found.minutes) * 60);
}
