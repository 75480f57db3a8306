/** Selects of several: a short list of checkboxes in place of a menu. */
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { useWorkspace } from "../view/workspace.ts";
import { useHeld } from "./held.ts";
import { choicesOf, groupsOf, sameOption, toggled, type Option } from "./options.ts";
import { naming, type ElementProps } from "./props.ts";

type Item = { key: string; label: string; checked: boolean; toggle: () => void };

export function MultiSelect(props: ElementProps): JSX.Element {
  const { content, change } = useHeld(props);
  const { me, people, channels } = useWorkspace();
  const chosen = Array.isArray(content) ? (content as unknown[]) : [];
  const items =
    props.element.type === "multi_static_select"
      ? optionItems(props, chosen as Option[], change)
      : choicesOf(props.element, { me: me.id, people, channels }).map(({ id, label }) => ({
          key: id,
          label,
          checked: chosen.includes(id),
          toggle: () => change(toggled(chosen, id, (one, other) => one === other)),
        }));
  const most = Number(props.element["max_selected_items"] ?? Infinity);
  return (
    <div class="multi" role="group" {...naming(props, "Choose any")}>
      {items.map(({ key, label, checked, toggle }) => (
        <label key={key} class="chip">
          <input type="checkbox" checked={checked} disabled={!checked && chosen.length >= most} onChange={toggle} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

function optionItems({ element }: ElementProps, chosen: Option[], change: (content: Option[]) => void): Item[] {
  return groupsOf(element).flatMap(({ options }) =>
    options.map((option, index) => ({
      key: option.value ?? String(index),
      label: plainText(option.text),
      checked: chosen.some((other) => sameOption(other, option)),
      toggle: () => change(toggled(chosen, option, sameOption)),
    })),
  );
}
