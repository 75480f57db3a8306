/** Markdown as it is seen: rendered, then sanitised, because a model wrote it. */
import DOMPurify from "dompurify";
import { useMemo } from "preact/hooks";
import type { JSX } from "preact";
import { useWorkspace } from "../view/workspace.ts";
import { inlineName } from "./draw.tsx";
import { markdownToHtml, type Name } from "./markdown.ts";

const ALLOWED = {
  ALLOWED_TAGS: [
    ..."a b blockquote br code del div em h1 h2 h3 h4 h5 h6 hr input li ol p pre s span strong".split(" "),
    ..."table tbody td th thead tr ul".split(" "),
  ],
  ALLOWED_ATTR: ["href", "target", "rel", "class", "start", "type", "checked", "disabled", "tabindex"],
};

export function Markdown({ text, streaming = false }: { text: string; streaming?: boolean }): JSX.Element {
  const workspace = useWorkspace();
  const name = useMemo<Name>(() => (node) => inlineName(node, workspace), [workspace]);
  const html = useMemo(() => DOMPurify.sanitize(markdownToHtml(text, name), ALLOWED), [text, name]);
  return <div class={`rich markdown ${streaming ? "streaming" : ""}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
