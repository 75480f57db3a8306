/** Makes things go wrong: once, by chance, or by cutting the line. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { FaultRequest } from "../../protocol-requests.ts";
import { readControl } from "../state/control.ts";
import { useWorkspace } from "../view/workspace.ts";
import { Chance } from "./chance.tsx";

type FaultName = FaultRequest["fault"];

// Complete by the compiler's own proof: a new fault breaks the build here instead of being out of reach.
const FAULTS: Record<FaultName, { of: "call" | "delivery"; words: string }> = {
  "rate-limited": { of: "call", words: "429, nothing happened" },
  "500-before": { of: "call", words: "500, nothing happened" },
  "500-after": { of: "call", words: "500, but it happened" },
  "drop-after": { of: "call", words: "connection cut, but it happened" },
  hang: { of: "call", words: "no answer, but it happened" },
  slow: { of: "call", words: "answered a second late" },
  redeliver: { of: "delivery", words: "sent twice" },
  "late-ack": { of: "delivery", words: "the ack does not count" },
  disconnect: { of: "delivery", words: "socket ends politely meanwhile" },
  kill: { of: "delivery", words: "socket is cut meanwhile" },
  "clock-jump": { of: "delivery", words: "the clock leaps a minute" },
};

const NAMES = Object.keys(FAULTS) as FaultName[];
const METHODS = {
  call: [
    "*",
    "chat.postMessage",
    "chat.update",
    "chat.startStream",
    "chat.appendStream",
    "chat.stopStream",
    "views.open",
  ],
  delivery: ["*", "events_api", "interactive", "slash_commands"],
};

type Waiting = { method: string; fault: string; count?: number };

export function FaultsTool(): JSX.Element {
  const { act } = useWorkspace();
  const [waiting, refresh] = useWaiting();
  const [fault, setFault] = useState<FaultName>("500-after");
  const [method, setMethod] = useState("*");
  const [count, setCount] = useState(1);
  const add = async (): Promise<void> => {
    await act("faults", { fault, method: method.trim() || "*", count });
    refresh();
  };
  return (
    <div class="tool-columns">
      <section class="tool" aria-label="One fault">
        <h3>One fault</h3>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <label>
            What
            <select
              class="field select"
              value={fault}
              onChange={({ currentTarget }) => setFault(currentTarget.value as FaultName)}
            >
              {NAMES.map((name) => (
                <option key={name} value={name}>
                  {name} – {FAULTS[name].words}
                </option>
              ))}
            </select>
          </label>
          <label>
            {FAULTS[fault].of === "call" ? "To which method" : "To which kind of delivery"}
            <input
              class="field text"
              list="fault-methods"
              value={method}
              onInput={({ currentTarget }) => setMethod(currentTarget.value)}
            />
          </label>
          <datalist id="fault-methods">
            {METHODS[FAULTS[fault].of].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <label>
            How often
            <input
              class="field text"
              type="number"
              min="1"
              max="100"
              value={count}
              onInput={({ currentTarget }) => setCount(Math.max(1, Number(currentTarget.value) || 1))}
            />
          </label>
          <button type="submit" class="button small primary">
            Add
          </button>
        </form>
      </section>
      <section class="tool" aria-label="Waiting faults">
        <h3>Waiting</h3>
        {waiting.length === 0 ? (
          <p class="quiet">None. All is well.</p>
        ) : (
          <ul class="waiting">
            {waiting.map((one, index) => (
              <li key={index}>
                <b>{one.fault}</b> {one.method}
                {one.count !== undefined && one.count > 1 ? ` × ${one.count}` : ""}
              </li>
            ))}
          </ul>
        )}
        <div class="actions">
          <button
            type="button"
            class="button small"
            disabled={waiting.length === 0}
            onClick={() => void act("faults", { clear: true }).then(refresh)}
          >
            Take all away
          </button>
        </div>
        <h3>The app’s line</h3>
        <div class="actions">
          <button type="button" class="button small" onClick={() => void act("drop", { how: "disconnect" })}>
            Disconnect
          </button>
          <button type="button" class="button small danger" onClick={() => void act("drop", { how: "kill" })}>
            Cut
          </button>
        </div>
      </section>
      <Chance />
    </div>
  );
}

/** The faults that are still to happen; asked for now and then, because they are used up by what the app does. */
function useWaiting(): [readonly Waiting[], () => void] {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const refresh = useCallback(() => {
    void readControl<Waiting[]>("faults").then((list) => setWaiting(Array.isArray(list) ? list : []));
  }, []);
  useEffect(() => {
    refresh();
    const timer = setInterval(refresh, 2000);
    return () => clearInterval(timer);
  }, []);
  return [waiting, refresh];
}
