/** Where a button was pressed. */

type Pressed = { message?: { ts?: string; thread_ts?: string } };

/** The thread that a press was made in; undefined where there is none. */
export function threadOf(body: object): string | undefined {
  return (body as Pressed).message?.thread_ts;
}

/**
 * The thread of the lab whose button was pressed: of its card that thread is the card's own. Slack says so with the press, whereas we may
 * not know yet where the card stands: its post can be taken while the reply to it is lost.
 */
export function labThreadOf(body: object): string | undefined {
  return threadOf(body) ?? (body as Pressed).message?.ts;
}
