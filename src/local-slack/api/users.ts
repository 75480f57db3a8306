// users.*, bots.info, team.info and the like: who is here.
import { findPerson } from "./find.ts";
import { count, flag, method, refuse, text, type Method } from "./method.ts";
import { pageOf } from "./paging.ts";
import { apiProfile, apiUser, emailOf } from "./user-output.ts";

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

  "users.lookupByEmail": method({
    scopes: ["users:read.email"],
    args: { email: text },
    run(desk, { email }) {
      const people = [...desk.workspace.people.values()].filter(({ is_bot }) => !is_bot);
      const found = people.find((person) => emailOf(person) === email.toLowerCase()) ?? refuse("users_not_found");
      return { user: apiUser(desk, found) };
    },
  }),

  "users.profile.get": method({
    scopes: ["users.profile:read"],
    args: { user: text.optional(), include_labels: flag.optional() },
    run: (desk, { user = desk.identity.bot_user_id }) => ({ profile: apiProfile(desk, findPerson(desk, user)) }),
  }),

  "users.getPresence": method({
    scopes: ["users:read"],
    args: { user: text.optional() },
    run(desk, { user = desk.identity.bot_user_id }) {
      findPerson(desk, user);
      return { presence: "active" };
    },
  }),

  "dnd.info": method({
    scopes: ["dnd:read"],
    args: { user: text.optional() },
    run(desk, { user = desk.identity.bot_user_id }) {
      findPerson(desk, user);
      // The schedule that Slack answers for people who have none.
      return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1, snooze_enabled: false };
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

  "usergroups.list": method({
    scopes: ["usergroups:read"],
    args: { include_count: flag.optional(), include_disabled: flag.optional(), include_users: flag.optional() },
    run: () => ({ usergroups: [] }),
  }),

  "emoji.list": method({
    scopes: ["emoji:read"],
    args: { include_categories: flag.optional() },
    // Custom emoji only; this workspace has none of its own.
    run: ({ clock }) => ({ emoji: {}, cache_ts: String(Math.floor(clock.nowMs() / 1000)) }),
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
