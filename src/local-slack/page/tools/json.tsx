/** A value as JSON, to be read and copied. */
import type { JSX } from "preact";
import { useWorkspace } from "../view/workspace.ts";

export function Json({ title, value }: { title: string; value: unknown }): JSX.Element {
  const { tell } = useWorkspace();
  const text = JSON.stringify(value, null, 2) ?? "undefined";
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => tell("info", "Copied."),
      () => tell("error", "The browser did not let this page copy."),
    );
  return (
    <figure class="json">
      <figcaption>
        <b>{title}</b>
        <button type="button" class="button small" aria-label={`Copy: ${title}`} onClick={copy}>
          Copy
        </button>
      </figcaption>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </figure>
  );
}
