// What each POST under /control does.
import { openDirect } from "../api/find.ts";
import type { Desk } from "../desk.ts";
import { click } from "../interact/click.ts";
import { command } from "../interact/command.ts";
import { close, submit } from "../interact/submit.ts";
import { wrong, type Done } from "./answer.ts";
import { enter, home, invite, react, say } from "./people.ts";
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
    return "ok" in channel ? channel : command(desk, body);
  },
  home,
  open_dm: (desk, { user }) => ({ ok: true, channel: openDirect(desk, user).id }),
  clock: moveClock,
  react: (desk, body) => react(desk, body as never),
  invite,
  drop(desk, { how }) {
    desk.sockets.drop(how);
    return { ok: true };
  },
  faults(desk, body) {
    if ("clear" in body) desk.faults.clear();
    else desk.faults.add(body);
    return { ok: true, faults: desk.faults.left() };
  },
  async redeliver(desk, { event_id }) {
    const sending = desk.events.again(event_id);
    if (!sending)
      return wrong("event_not_found", `No event ${event_id} among the newest 1,000; GET /control/journal shows them.`);
    return { ok: true, acknowledged: (await sending).kind === "acked" };
  },
};

/** Does what a verb asks for, once its person is known to exist. */
export function perform<V extends Verb>(desk: Desk, verb: V, body: Parsed[V]): Done | Promise<Done> {
  const user = "user" in body ? body.user : undefined;
  const person = user === undefined ? undefined : desk.workspace.people.get(user);
  if (user !== undefined && (!person || person.is_bot)) {
    const known = [...desk.workspace.people.values()].filter((each) => !each.is_bot);
    const list = known.map(({ id, name }) => `${id} (${name})`).join(", ");
    return wrong("user_not_found", `There is no person ${user}; there are: ${list}.`);
  }
  return verbs[verb](desk, body);
}

function moveClock(desk: Desk, body: Parsed["clock"]): Done {
  const { clock, workspace } = desk;
  const now = clock.nowMs();
  const target = body.now_ms ?? now + (body.advance_ms ?? 0);
  if (target < now) {
    return wrong(
      "clock_backwards",
      `It is ${now} and now_ms is ${target}: the clock only goes forward; reset sets it to the system's.`,
    );
  }
  const offset_ms = body.reset ? 0 : workspace.offset_ms + target - now;
  desk.save({ kind: "clock", offset_ms });
  desk.statuses.sweep();
  desk.pages.tell({ kind: "clock", ...clockReading(desk) });
  return { ok: true, ...clockReading(desk) };
}
