/** What can be done with a channel. */
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel } from "../../protocol.ts";
import { Ask } from "./ask.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { useWorkspace } from "./workspace.ts";

type Asked = "invite" | "remove" | "rename" | undefined;

export function ChannelMenu({ channel }: { channel: Channel }): JSX.Element {
  const { act, people } = useWorkspace();
  const [asks, setAsks] = useState<Asked>();
  const close = (): void => setAsks(undefined);
  const { id } = channel;
  const idOf = (name: string): string => people.find((one) => `@${one.name}` === name || one.name === name)?.id ?? name;
  const names = people.map(({ name }) => name).join(", ");
  const done: Record<Exclude<Asked, undefined>, (text: string) => void> = {
    invite: (text) => void act("invite", { channel: id, who: idOf(text) }),
    remove: (text) => void act("leave", { channel: id, who: idOf(text) }),
    rename: (text) => void act("channel", { channel: id, name: text.replace(/^#/, "") }),
  };
  const questions = {
    invite: { title: "Add somebody", label: "Name", yes: "Add", hint: names },
    remove: { title: "Take somebody out", label: "Name", yes: "Take out", hint: names },
    rename: { title: "Rename the channel", label: "Name", yes: "Rename", initial: channel.name },
  };
  const items: MenuItem[] = [
    { label: "Add somebody", choose: () => setAsks("invite") },
    { label: "Take somebody out", choose: () => setAsks("remove") },
    { label: "Rename", choose: () => setAsks("rename") },
    {
      label: channel.is_archived ? "Open it again" : "Archive",
      choose: () => void act("channel", { channel: id, archived: !channel.is_archived }),
    },
    { label: "Leave", danger: true, choose: () => void act("leave", { channel: id }) },
  ];
  return (
    <>
      <Menu label="More for this channel" items={items} />
      {asks !== undefined && (
        <Ask
          {...questions[asks]}
          onClose={close}
          onDone={(text) => {
            close();
            done[asks](text);
          }}
        />
      )}
    </>
  );
}
