// auth.test, api.test, apps.connections.open: who the app is, and its way in.
import { uninstall } from "../app-events.ts";
import { flag, method, refuse, text, type Method } from "./method.ts";

export const appMethods: Record<string, Method> = {
  "api.test": method({
    token: "none",
    args: { error: text.optional(), foo: text.optional() },
    run(_, args) {
      const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
      return args.error === undefined ? { args: given } : { ok: false, error: args.error, args: given };
    },
  }),

  "auth.test": method({
    args: {},
    run: ({ identity, workspace, url }) => ({
      url: `${url()}/`,
      team: identity.team_name,
      user: workspace.people.get(identity.bot_user_id)?.name ?? "app",
      team_id: identity.team_id,
      user_id: identity.bot_user_id,
      bot_id: identity.bot_id,
      is_enterprise_install: false,
    }),
  }),

  "oauth.v2.access": method({
    token: "none",
    args: {
      client_id: text.default(""),
      client_secret: text.default(""),
      code: text.default(""),
      redirect_uri: text.optional(),
      grant_type: text.optional(),
    },
    run({ oauth, manifest }, { grant_type, ...given }) {
      if (grant_type !== undefined && grant_type !== "authorization_code") refuse("invalid_grant_type");
      const exchanged = oauth.exchange(given);
      if (!exchanged.ok) return refuse(exchanged.error);
      const { app_id, bot_token, bot_user_id, team_id, team_name } = exchanged.identity;
      return {
        app_id,
        authed_user: { id: bot_user_id },
        scope: [...manifest.scopes].join(","),
        token_type: "bot",
        access_token: bot_token,
        bot_user_id,
        team: { id: team_id, name: team_name },
        enterprise: null,
        is_enterprise_install: false,
      };
    },
  }),

  "auth.revoke": method({
    args: { test: flag.optional() },
    run(desk, { test = false }) {
      if (!test) uninstall(desk);
      return { revoked: !test };
    },
  }),

  "apps.connections.open": method({
    token: "app",
    args: {},
    run: ({ sockets }) => ({ url: sockets.makeAddress() }),
  }),
};
