/** What the control API can be asked to do: the bodies of the POST requests, by their verbs. */

/** The state of input elements, exactly as Slack puts it into `view.state.values` and `state.values`. */
export type StateValues = Record<string, Record<string, Record<string, unknown>>>;

/** Bodies of the POST requests under /control. Every answer is `{ ok: true, ... } | { ok: false, error, message }`. */
export type ControlRequests = {
  /**
   * A person writes. `@shipmate` in the text becomes a mention. Answers `{ ts }`. A phone makes dashes and quotes typographic.
   * `files`: ids that `POST /control/upload?user=U…&name=a.png&alt_txt=…`, with the bytes as its body, answered as `{ file: { id, … } }`.
   */
  say: { user: string; channel: string; text: string; thread_ts?: string; phone?: boolean; files?: string[] };
  /** A person presses a button or uses an element of a message, of the Home tab or of an open view. */
  click: {
    user: string;
    action_id: string;
    block_id?: string;
    /** Which of several elements with the same action_id. */
    value?: string;
    /** What a non-button element holds, in Slack's own shape (`{ selected_option }`, `{ selected_options }`, ...). */
    element_state?: Record<string, unknown>;
    container: { channel: string; message_ts: string } | { view_id: string } | { home: true };
    /** Values of all the inputs beside it. */
    state?: StateValues;
  };
  /** Submits the topmost open view. Answers `{ errors }` when the app refused fields. */
  submit: { user: string; view_id: string; state: StateValues };
  /** Closes the topmost open view (Cancel), telling the app when it asked for notify_on_close. */
  close: { user: string; view_id: string };
  /** A slash command typed in a channel. */
  command: { user: string; channel: string; command: string; text: string; phone?: boolean };
  /** A person opens the app's Home or Messages tab. */
  home: { user: string; tab: "home" | "messages" };
  /** Opens (and makes, the first time) the person's direct message with the app. Answers `{ channel }`. */
  open_dm: { user: string };
  /** Moves the control clock. One of: `advance_ms`, `now_ms` (never backwards), `reset: true` (back to the system clock). */
  clock: { advance_ms?: number; now_ms?: number; reset?: boolean };
  /** A person adds or removes a reaction. */
  react: { user: string; channel: string; ts: string; name: string; remove?: boolean };
  /** A person adds somebody (the app too) to a channel that they are in. Typing `/invite @name` does the same. */
  invite: { user: string; channel: string; who: string };
  /** Ends the app's connections: politely, as Slack does every few hours, or by cutting them; `warning` only says that they will end. */
  drop: { how: "disconnect" | "kill" | "warning" };
  /** Makes the next `count` calls of a Web API method go wrong ("*": any method). `clear: true` takes all waiting faults away. */
  faults: FaultRequest | { clear: true };
  /** Lets chance decide, from a seed: the same seed and the same calls give the same faults. `stop: true` ends it. */
  chaos:
    | {
        seed: number;
        /** How often each fault is to happen, from 0 to 1. */
        rates: Partial<Record<FaultRequest["fault"], number>>;
        /** Methods that stay well. */
        spare?: string[];
        retry_after?: number;
        delay_ms?: number;
        advance_ms?: number;
      }
    | { stop: true };
  /** Whether calls are counted against Slack's tiers and answered with 429 beyond them. */
  rates: { enforced: boolean };
  /** Sends an already sent event once more, with retry_attempt 1, as Slack does when it doubts an ack. */
  redeliver: { event_id: string };
  /** Sends an envelope of the journal once more, of whatever kind, under a new envelope id. */
  resend: { envelope_id: string };
  /** A person changes what they wrote. */
  edit: { user: string; channel: string; ts: string; text: string };
  /** A person takes away what they wrote. */
  delete: { user: string; channel: string; ts: string };
  /** A person uses a global shortcut of the app, or with a message one of that message's menu. */
  shortcut: { user: string; callback_id: string; container?: { channel: string; message_ts: string } };
  /** A person types into a select whose options the app gives. Answers `{ options }` or `{ option_groups }`. */
  suggest: Omit<ControlRequests["click"], "element_state" | "state"> & { value: string };
  /** Opens (and makes, the first time) a group message of these people and the app. Answers `{ channel }`. */
  open_group: { user: string; with: string[] };
  /** A person makes a channel, with the app in it or not. Answers `{ channel }`. */
  create_channel: { user: string; name: string; is_private?: boolean; with_app?: boolean };
  /** A person leaves a channel, or takes somebody (the app too) out of it. */
  leave: { user: string; channel: string; who?: string };
  /** A person renames a channel, archives it or opens it again. */
  channel: { user: string; channel: string; name?: string; archived?: boolean };
  /** A person presses the Stop button of an agent's thread. */
  stop_session: { user: string; channel: string; thread_ts: string };
  /** A person gives an agent's thread another title. */
  rename_session: { user: string; channel: string; thread_ts: string; title: string };
  /** What a person looks at beside the open app: nothing, or a channel. */
  context: { user: string; channel?: string };
  /** A person pins a message, or takes the pin off. */
  pin: { user: string; channel: string; ts: string; remove?: boolean };
  /** Where the app is reached over HTTP, one address for all; null: over sockets again. Answers once it was verified. */
  request_url: { url: string | null };
  /** What Slack would say about these blocks, on a message unless said otherwise. Answers `{ refusals: [{ message, pointer }] }`. */
  validate: { blocks: unknown[]; on?: "message" | "modal" | "home" };
  /** Takes the app out of the workspace: its token is revoked, and it is told so. */
  uninstall: Record<string, never>;
  /** The workspace as it was made, with the same tokens. */
  reset: Record<string, never>;
  /** Puts a whole workspace in this one's place: what `GET /control/export` gave. */
  import: { records: Record<string, unknown>[] };
};

export type FaultRequest = {
  /** A method's name, response_url, or events_api, interactive, slash_commands for what goes to the app; "*" for any. */
  method: string;
  /** One when left out. */
  count?: number;
  /**
   * Of a call: rate-limited and 500-before: nothing happened; 500-after, drop-after, hang: it happened, but the caller never
   * hears so; slow: it happened, and the answer comes late. Of what goes to the app: redeliver: sent twice; late-ack: the ack
   * does not count; disconnect and kill: the sockets end while it is on its way; clock-jump: the control clock leaps.
   */
  fault:
    | "rate-limited"
    | "500-before"
    | "500-after"
    | "drop-after"
    | "hang"
    | "slow"
    | "redeliver"
    | "late-ack"
    | "disconnect"
    | "kill"
    | "clock-jump";
  /** Seconds, for rate-limited; one when left out. */
  retry_after?: number;
  /** For slow; 1,000 when left out. */
  delay_ms?: number;
  /** For clock-jump; 60,000 when left out. */
  advance_ms?: number;
};
