/** The menu behind three dots. */
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { safeLink } from "../text/safe.ts";
import { Menu } from "../view/menu.tsx";
import { useSurface } from "../view/surface.ts";
import { useConfirmed } from "./confirm.tsx";
import type { Option } from "./options.ts";
import type { ElementProps } from "./props.ts";

export function Overflow({ element, blockId }: ElementProps): JSX.Element {
  const { press } = useSurface();
  const [confirmed, dialog] = useConfirmed(element);
  const choose = (option: Option): void =>
    confirmed(() => {
      const url = safeLink(option.url ?? "");
      if (url !== "") window.open(url, "_blank", "noopener,noreferrer");
      void press(blockId, element, { element_state: { type: "overflow", selected_option: option } });
    });
  const items = (element["options"] as Option[]).map((option) => ({
    label: plainText(option.text),
    ...(option.description === undefined ? {} : { detail: plainText(option.description) }),
    choose: () => choose(option),
  }));
  return (
    <div class="overflow">
      <Menu label="More actions" class="button square" items={items} />
      {dialog}
    </div>
  );
}
