/** Nodes of formatted text -> what is seen. Everything is drawn as text; no HTML is ever taken over. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Inlines } from "./inline.tsx";
import { parseMarkdown } from "./markdown.ts";
import { parseMrkdwn } from "./mrkdwn.ts";
import type { Inline, Item, Node } from "./nodes.ts";

export function Mrkdwn({ text }: { text: string }): JSX.Element {
  const nodes = useMemo(() => parseMrkdwn(text), [text]);
  return <Nodes nodes={nodes} />;
}

export function Markdown({ text }: { text: string }): JSX.Element {
  const nodes = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div class="rich markdown">
      <NodeList nodes={nodes} />
    </div>
  );
}

export function Nodes({ nodes }: { nodes: readonly Node[] }): JSX.Element {
  return (
    <div class="rich">
      <NodeList nodes={nodes} />
    </div>
  );
}

function NodeList({ nodes }: { nodes: readonly Node[] }): JSX.Element {
  return (
    <>
      {nodes.map((node, index) => (
        <BlockNode key={index} node={node} />
      ))}
    </>
  );
}

type Draw = { [K in Node["kind"]]: (node: Extract<Node, { kind: K }>) => JSX.Element };

// A record rather than a switch: the compiler still demands every kind, and each is one line.
const DRAW: Draw = {
  paragraph: ({ children }) => (
    <p>
      <Inlines nodes={children} />
    </p>
  ),
  quote: ({ children }) => (
    <blockquote>
      <Inlines nodes={children} />
    </blockquote>
  ),
  quoted: ({ children }) => (
    <blockquote class="quoted">
      <NodeList nodes={children} />
    </blockquote>
  ),
  pre: ({ text }) => <pre tabIndex={0}>{text}</pre>,
  rule: () => <hr />,
  // The page's own headings are levels 1 and 2; a message's begin below the day's.
  heading: ({ level, children }) => (
    <p class={`heading level-${level}`} role="heading" aria-level={Math.min(6, level + 3)}>
      <Inlines nodes={children} />
    </p>
  ),
  list: ({ ordered, indent, start, items }) => (
    <List ordered={ordered} start={start} kind={`indent-${Math.min(4, indent)}`}>
      {items.map((item, index) => (
        <li key={index}>
          <Inlines nodes={item} />
        </li>
      ))}
    </List>
  ),
  items: ({ ordered, start, loose, items }) => (
    <List ordered={ordered} start={start} kind={loose ? "loose" : ""}>
      {items.map((item, index) => (
        <Entry key={index} item={item} />
      ))}
    </List>
  ),
  table: ({ align, head, rows }) => (
    <div class="scroll" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" class={`align-${align[column]}`}>
                <Inlines nodes={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={index} row={row} align={align} />
          ))}
        </tbody>
      </table>
    </div>
  ),
};

function BlockNode({ node }: { node: Node }): JSX.Element {
  return (DRAW[node.kind] as (node: Node) => JSX.Element)(node);
}

function Row({ row, align }: { row: Inline[][]; align: string[] }): JSX.Element {
  return (
    <tr>
      {row.map((cell, column) => (
        <td key={column} class={`align-${align[column]}`}>
          <Inlines nodes={cell} />
        </td>
      ))}
    </tr>
  );
}

type ListProps = { ordered: boolean; start: number; kind: string; children: JSX.Element[] };

function List({ ordered, start, kind, children }: ListProps): JSX.Element {
  return ordered ? (
    <ol class={kind} start={start}>
      {children}
    </ol>
  ) : (
    <ul class={kind}>{children}</ul>
  );
}

function Entry({ item: { checked, children } }: { item: Item }): JSX.Element {
  if (checked === undefined) {
    return (
      <li>
        <NodeList nodes={children} />
      </li>
    );
  }
  return (
    <li class="task-item">
      <input type="checkbox" checked={checked} disabled aria-label={checked ? "Done" : "To do"} />
      <NodeList nodes={children} />
    </li>
  );
}
