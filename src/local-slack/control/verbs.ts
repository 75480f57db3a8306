// What each POST under /control does.
import { uninstall } from "../app-events.ts";
import { blockComplaints, splitComplaint } from "../blocks/check.ts";
import type { Desk } from "../desk.ts";
import { openDirect } from "../direct.ts";
import { click } from "../interact/click.ts";
import { command } from "../interact/command.ts";
import { shortcut } from "../interact/shortcut.ts";
import { close, submit } from "../interact/submit.ts";
import { suggest } from "../interact/suggest.ts";
import { wrong, type Done, type Wrong } from "./answer.ts";
import { renameSession, setContext, stopSession } from "./agents.ts";
import { addFault, redeliver, resend, setChaos, setRequestUrl } from "./builders.ts";
import { importRecords, reset } from "./keeping.ts";
import { edit, enter, home, invite, react, say, takeAway } from "./people.ts";
import { changeChannel, createChannel, leave, openGroupOf, pin } from "./places.ts";
import type { Parsed, Verb } from "./requests.ts";
import { clockReading } from "./snapshot.ts";

type Verbs = { [V in Verb]: (desk: Desk, body: Parsed[V]) => Done | Promise<Done> };

// zod's optional fields may be undefined, the protocol's may only be absent: the same on the wire.
const verbs: Verbs = {
  say: (desk, body) => say(desk, body as never),
  click: (desk, body) => click(desk, body as never),
  submit,
  close,
  command(desk, body) {
    const channel = enter(desk, body.user, body.channel);
    return "ok" in channel ? channel : command(desk, body as never);
  },
  home,
  open_dm: (desk, { user }) => ({ ok: true, channel: openDirect(desk, user).id }),
  clock: setClock,
  react: (desk, body) => react(desk, body as never),
  invite,
  edit,
  delete: takeAway,
  pin: (desk, body) => pin(desk, body as never),
  shortcut: (desk, body) => shortcut(desk, body as never),
  suggest: (desk, body) => suggest(desk, body as never),
  open_group: openGroupOf,
  create_channel: (desk, body) => createChannel(desk, body as never),
  channel: (desk, body) => changeChannel(desk, body as never),
  leave: (desk, body) => leave(desk, body as never),
  stop_session: stopSession,
  rename_session: renameSession,
  context: (desk, body) => setContext(desk, body as never),
  drop(desk, { how }) {
    desk.sockets.drop(how);
    return { ok: true };
  },
  faults: addFault,
  chaos: setChaos,
  rates(desk, { enforced }) {
    desk.rates.enforce(enforced);
    return { ok: true };
  },
  redeliver,
  resend,
  request_url: setRequestUrl,
  validate: (_, { blocks, on }) => ({
    ok: true,
    refusals: blockComplaints(blocks, on ?? "message").map(splitComplaint),
  }),
  uninstall(desk) {
    uninstall(desk);
    return { ok: true };
  },
  reset,
  import: (desk, { records }) => importRecords(desk, records),
};

/** Does what a verb asks for, once its person is known to exist. */
export function perform<V extends Verb>(desk: Desk, verb: V, body: Parsed[V]): Done | Promise<Done> {
  return ("user" in body ? strangerTo(desk, body.user) : null) ?? verbs[verb](desk, body);
}

/** Says so when there is no such person, or it is the app; null for one who is there. */
export function strangerTo(desk: Desk, user: string): Wrong | null {
  const person = desk.workspace.people.get(user);
  if (person && !person.is_bot) return null;
  const known = [...desk.workspace.people.values()].filter((each) => !each.is_bot);
  const list = known.map(({ id, name }) => `${id} (${name})`).join(", ");
  return wrong("user_not_found", `There is no person ${user}; there are: ${list}.`);
}

function setClock(desk: Desk, body: Parsed["clock"]): Done {
  const { clock } = desk;
  const now = clock.nowMs();
  const target = body.now_ms ?? now + (body.advance_ms ?? 0);
  if (target < now) {
    return wrong(
      "clock_backwards",
      `It is ${now} and now_ms is ${target}: the clock only goes forward; reset sets it to the system's.`,
    );
  }
  desk.moveClock(body.reset ? 0 : clock.offsetMs() + target - now);
  return { ok: true, ...clockReading(desk) };
}
