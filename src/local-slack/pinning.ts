// A message is pinned, or its pin taken off: recorded, told to the app, shown on the pages.
import { tellPin } from "./channel-events.ts";
import type { Desk } from "./desk.ts";
import { showMessage } from "./messages.ts";
import type { Pin, StoredChannel, StoredMessage } from "./records.ts";

/** The pin of this message, if it has one. */
export function pinOf(desk: Desk, { channel, ts }: StoredMessage): Pin | undefined {
  return desk.workspace.pins.get(channel)?.find((pin) => pin.ts === ts);
}

/** Pins the message; the newest pin comes first, as Slack lists them. */
export function addPin(desk: Desk, channel: StoredChannel, message: StoredMessage, user: string): void {
  const pin = { channel: channel.id, ts: message.ts, user, created_ms: desk.clock.nowMs() };
  const pins = desk.workspace.pins.get(channel.id) ?? [];
  change(desk, channel, message, pin, [pin, ...pins]);
}

/** Takes the pin off. */
export function removePin(desk: Desk, channel: StoredChannel, message: StoredMessage, pin: Pin): void {
  const pins = desk.workspace.pins.get(channel.id) ?? [];
  const others = pins.filter((each) => each !== pin);
  change(desk, channel, message, pin, others);
}

function change(desk: Desk, channel: StoredChannel, message: StoredMessage, pin: Pin, pins: Pin[]): void {
  desk.save({ kind: "pins", channel: channel.id, pins });
  showMessage(desk, message);
  tellPin(desk, channel, pin, message, pins.includes(pin));
}
