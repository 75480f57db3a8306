// auth.test, api.test, apps.connections.open: who the app is, and its way in.
import { method, text, type Method } from "./method.ts";

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

  "apps.connections.open": method({
    token: "app",
    args: {},
    run: ({ sockets }) => ({ url: sockets.makeAddress() }),
  }),
};
