/** Goes anywhere: to a channel by its name, to a message by its words. */
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Message } from "../../protocol.ts";
import { asTyped } from "../state/compose.ts";
import type { State } from "../state/fold.ts";
import { isOpenTo } from "../state/route.ts";
import { findMessages } from "../state/search.ts";
import { millisOf, shortMoment } from "../text/when.ts";
import { authorOf } from "./author.tsx";
import { Dialog } from "./dialog.tsx";
import { channelTitle, useWorkspace, type Workspace } from "./workspace.ts";

const MOST = 30;

type Found = { key: string; title: string; detail: string; go: () => void };

export function Search({ state, onClose }: { state: State; onClose: () => void }): JSX.Element {
  const workspace = useWorkspace();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => everything(typed, state, workspace), [typed, state, workspace]);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const take = (one: Found | undefined): void => {
    if (one === undefined) return;
    onClose();
    one.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === "Enter") take(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Search" onClose={onClose}>
      <div class="dialog-body search">
        <input
          class="field text"
          type="search"
          role="combobox"
          aria-label="Search channels and messages"
          aria-expanded="true"
          aria-controls={id}
          {...(found.length > 0 ? { "aria-activedescendant": `${id}-${chosen}` } : {})}
          placeholder="A channel or words; from:@ada in:#random"
          autocomplete="off"
          value={typed}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div class="found" role="listbox" id={id} aria-label="Results" ref={list}>
          {found.map((one, index) => (
            <div
              key={one.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              class="suggestion"
              onClick={() => take(one)}
            >
              <b>{one.title}</b> <span class="quiet">{one.detail}</span>
            </div>
          ))}
        </div>
        <p class="quiet" role="status">
          {found.length === 0 ? "Nothing was found." : `${found.length}${found.length >= MOST ? " or more" : ""} found`}
        </p>
      </div>
    </Dialog>
  );
}

function everything(typed: string, state: State, workspace: Workspace): Found[] {
  const name = typed.trim().toLowerCase().replace(/^#/, "");
  const places = state.channels
    .filter((channel) => isOpenTo(channel, workspace.me.id))
    .filter((channel) => channelTitle(workspace, channel).toLowerCase().includes(name))
    .map((channel) => ({
      key: channel.id,
      title: channelTitle(workspace, channel),
      detail: channel.topic,
      go: () => workspace.go({ kind: "channel", channel: channel.id, thread: "" }),
    }));
  return [...places, ...findMessages(typed, state, MOST).map((message) => asFound(message, workspace))];
}

function asFound(message: Message, workspace: Workspace): Found {
  const { channel, ts, thread_ts } = message;
  const where = workspace.channels.find((one) => one.id === channel);
  const thread = thread_ts === undefined || thread_ts === ts ? "" : thread_ts;
  return {
    key: `${channel} ${ts}`,
    title: `${authorOf(workspace, message.user, message.bot_id).name} in ${channelTitle(workspace, where)}`,
    detail: `${shortMoment(millisOf(ts), workspace.me.tz)} · ${asTyped(message.text, workspace).slice(0, 160)}`,
    go: () => workspace.go({ kind: "channel", channel, thread }, ts),
  };
}
