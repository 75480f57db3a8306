/** Buttons: pressed, they show that they are busy until the app has answered. */
import type { JSX } from "preact";
import { decodeEntities, plainText } from "../text/emoji.ts";
import { PlainText } from "../text/emoji-view.tsx";
import { safeLink } from "../text/safe.ts";
import { Icon } from "../view/icon.tsx";
import { busyKey, useSurface } from "../view/surface.ts";
import { useWorkspace } from "../view/workspace.ts";
import { useConfirmed } from "./confirm.tsx";
import type { ElementProps } from "./props.ts";

type Text = { text: string };

export function Button({ element, blockId }: ElementProps): JSX.Element {
  const { busy, press } = useSurface();
  const value = typeof element["value"] === "string" ? element["value"] : undefined;
  const url = safeLink(typeof element["url"] === "string" ? element["url"] : "");
  const isBusy = busy === busyKey(blockId, element, value);
  const [confirmed, dialog] = useConfirmed(element);
  const onClick = (): void => {
    if (isBusy) return;
    confirmed(() => {
      if (url !== "") window.open(url, "_blank", "noopener,noreferrer");
      void press(blockId, element, value === undefined ? {} : { value });
    });
  };
  const label = element["accessibility_label"];
  const style = element["style"] === "primary" || element["style"] === "danger" ? element["style"] : "";
  return (
    <>
      <button
        type="button"
        class={`button ${style}`}
        aria-busy={isBusy}
        onClick={onClick}
        {...(typeof label === "string" ? { "aria-label": label } : {})}
      >
        <PlainText text={decodeEntities((element["text"] as Text).text)} />
      </button>
      {dialog}
    </>
  );
}

export function IconButton({ element, blockId }: ElementProps): JSX.Element | null {
  const { me } = useWorkspace();
  const { busy, press } = useSurface();
  const [confirmed, dialog] = useConfirmed(element);
  const only = element["visible_to_user_ids"];
  if (Array.isArray(only) && !only.includes(me.id)) return null;
  const value = typeof element["value"] === "string" ? element["value"] : undefined;
  const text = plainText(element["text"] as Text);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={typeof element["accessibility_label"] === "string" ? element["accessibility_label"] : text}
        aria-busy={busy === busyKey(blockId, element, value)}
        title={text}
        onClick={() => confirmed(() => void press(blockId, element, value === undefined ? {} : { value }))}
      >
        {element["icon"] === "trash" ? <Icon name="trash" /> : text}
      </button>
      {dialog}
    </>
  );
}
