/** Formatted text within a line -> what is seen. Everything is drawn as text; no HTML is ever taken over. */
import type { JSX } from "preact";
import { nowMs } from "../state/time.ts";
import { channelOf, personOf, useWorkspace, type Workspace } from "../view/workspace.ts";
import { Emoji, PlainText } from "./emoji-view.tsx";
import { glyphOf } from "./emoji.ts";
import type { Inline, TextStyle } from "./nodes.ts";
import { formatDate, fullMoment } from "./when.ts";

export function Inlines({ nodes }: { nodes: readonly Inline[] }): JSX.Element {
  return (
    <>
      {nodes.map((node, index) => (
        <InlineNode key={index} node={node} />
      ))}
    </>
  );
}

const TAGS: Record<TextStyle, "strong" | "em" | "s" | "u"> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  underline: "u",
};

type Draw = { [K in Inline["kind"]]: (node: Extract<Inline, { kind: K }>, workspace: Workspace) => JSX.Element };

const DRAW: Draw = {
  text: ({ text }) => <PlainText text={text} shortcodes={false} />,
  styled: ({ style, children }) => {
    const Tag = TAGS[style];
    return (
      <Tag>
        <Inlines nodes={children} />
      </Tag>
    );
  },
  code: ({ text }) => <code>{text}</code>,
  link: ({ url, children }) => (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <Inlines nodes={children} />
    </a>
  ),
  user: (node, workspace) => (
    <span class={`mention ${node.id === workspace.me.id ? "me" : ""}`}>{inlineName(node, workspace)}</span>
  ),
  channel: (node, workspace) => <ChannelLink id={node.id} name={inlineName(node, workspace)} />,
  broadcast: (node) => <span class="mention me">@{node.name}</span>,
  date: (node, workspace) => <Moment node={node} workspace={workspace} />,
  emoji: ({ name }) => <Emoji name={name} />,
};

function InlineNode({ node }: { node: Inline }): JSX.Element {
  const workspace = useWorkspace();
  return (DRAW[node.kind] as (node: Inline, workspace: Workspace) => JSX.Element)(node, workspace);
}

function ChannelLink({ id, name }: { id: string; name: string }): JSX.Element {
  const workspace = useWorkspace();
  if (channelOf(workspace, id) === undefined) return <span class="mention">{name}</span>;
  return (
    <button type="button" class="mention" onClick={() => workspace.go({ kind: "channel", channel: id, thread: "" })}>
      {name}
    </button>
  );
}

function Moment({ node, workspace }: { node: Extract<Inline, { kind: "date" }>; workspace: Workspace }): JSX.Element {
  const time = (
    <time
      dateTime={new Date(node.seconds * 1000).toISOString()}
      title={fullMoment(node.seconds * 1000, workspace.me.tz)}
    >
      {inlineName(node, workspace)}
    </time>
  );
  if (node.url === "") return time;
  return (
    <a href={node.url} target="_blank" rel="noopener noreferrer">
      {time}
    </a>
  );
}

type Named = { [K in Inline["kind"]]?: (node: Extract<Inline, { kind: K }>, workspace: Workspace) => string };

const NAMED: Named = {
  user: ({ id, label }, workspace) => {
    const isApp = id === workspace.app.bot_user_id;
    return `@${personOf(workspace, id)?.real_name ?? (isApp ? workspace.app.name : label || id)}`;
  },
  channel: ({ id, label }, workspace) => `#${channelOf(workspace, id)?.name ?? (label || id)}`,
  broadcast: ({ name }) => `@${name}`,
  emoji: ({ name }) => glyphOf(name) ?? `:${name}:`,
  date: ({ seconds, format, fallback }, { me }) =>
    formatDate(seconds, format, fallback, { zone: me.tz, nowMs: nowMs() }),
};

/** What only the workspace can name, as text. */
function inlineName(node: Inline, workspace: Workspace): string {
  const draw = NAMED[node.kind] as ((node: Inline, workspace: Workspace) => string) | undefined;
  return draw?.(node, workspace) ?? "";
}
