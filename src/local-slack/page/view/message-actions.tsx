/** What can be done with a message: drawn only while the pointer or the focus is on it. */
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Message } from "../../protocol.ts";
import { Question } from "./question.tsx";
import { Icon } from "./icon.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { ReactButton } from "./reactions.tsx";
import { useWorkspace, type Workspace } from "./workspace.ts";

type ActionsProps = { message: Message; onEdit: () => void; onOpenThread?: ((ts: string) => void) | undefined };

export function MessageActions({ message, onEdit, onOpenThread }: ActionsProps): JSX.Element {
  const workspace = useWorkspace();
  const [asks, setAsks] = useState(false);
  const remove = (): void => {
    setAsks(false);
    void workspace.act("delete", { channel: message.channel, ts: message.ts });
  };
  const items = itemsFor(message, workspace, { edit: onEdit, remove: () => setAsks(true) });
  return (
    <div class="toolbar" role="group" aria-label="Message actions">
      <ReactButton message={message} />
      {onOpenThread !== undefined && (
        <button
          type="button"
          class="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => onOpenThread(message.ts)}
        >
          <Icon name="reply" />
        </button>
      )}
      <Menu label="More for this message" items={items} />
      {asks && (
        <Question
          title="Delete message"
          yes="Delete"
          danger
          onYes={remove}
          onNo={() => setAsks(false)}
          text="It will be gone for everybody, and the app is told so."
        />
      )}
    </div>
  );
}

function itemsFor(
  message: Message,
  { me, app, act, tell }: Workspace,
  { edit, remove }: { edit: () => void; remove: () => void },
): MenuItem[] {
  const { channel, ts } = message;
  const link = `${location.origin}/archives/${channel}/p${ts.replace(".", "")}`;
  const shortcuts = (app.shortcuts ?? []).filter(({ type }) => type === "message");
  const mine: MenuItem[] = [
    { label: "Edit message", choose: edit },
    { label: "Delete message", danger: true, choose: remove },
  ];
  return [
    ...shortcuts.map(({ name, callback_id }) => ({
      label: name,
      detail: app.name,
      choose: () => void act("shortcut", { callback_id, container: { channel, message_ts: ts } }),
    })),
    {
      label: "Copy link",
      choose: () =>
        void navigator.clipboard.writeText(link).then(
          () => tell("info", "Link copied."),
          () => tell("info", link),
        ),
    },
    message.pinned_by === undefined
      ? { label: "Pin to channel", choose: () => void act("pin", { channel, ts }) }
      : { label: "Unpin from channel", choose: () => void act("pin", { channel, ts, remove: true }) },
    ...(message.user === me.id ? mine : []),
  ];
}
