/** Selects of one: the browser's own, which every keyboard, phone and screen reader knows. */
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { useWorkspace } from "../view/workspace.ts";
import { useConfirmed } from "./confirm.tsx";
import { useHeld } from "./held.ts";
import { choicesOf, groupsOf, sameOption, type Group, type Option } from "./options.ts";
import { naming, type ElementProps } from "./props.ts";

export function Select(props: ElementProps): JSX.Element {
  if (props.element.type === "static_select") return <OptionSelect {...props} />;
  return <ChoiceSelect {...props} />;
}

function OptionSelect(props: ElementProps): JSX.Element {
  const { content, change } = useHeld(props);
  const groups = groupsOf(props.element);
  const all = groups.flatMap(({ options }) => options);
  const chosen = all.findIndex((option) => sameOption(content, option));
  return (
    <Native
      props={props}
      value={chosen === -1 ? "" : String(chosen)}
      onChoose={(value) => change(all[Number(value)] ?? null)}
    >
      {groups.map((group) =>
        group.label === "" ? (
          <Options key="" group={group} all={all} />
        ) : (
          <optgroup key={group.label} label={group.label}>
            <Options group={group} all={all} />
          </optgroup>
        ),
      )}
    </Native>
  );
}

// The index is the value: two options of an app may carry the same one.
function Options({ group, all }: { group: Group; all: Option[] }): JSX.Element {
  return (
    <>
      {group.options.map((option) => (
        <option key={all.indexOf(option)} value={String(all.indexOf(option))}>
          {plainText(option.text)}
          {option.description === undefined ? "" : ` – ${plainText(option.description)}`}
        </option>
      ))}
    </>
  );
}

function ChoiceSelect(props: ElementProps): JSX.Element {
  const { content, change } = useHeld(props);
  const { me, people, channels } = useWorkspace();
  return (
    <Native props={props} value={typeof content === "string" ? content : ""} onChoose={change}>
      {choicesOf(props.element, { me: me.id, people, channels }).map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Native>
  );
}

type NativeProps = {
  props: ElementProps;
  value: string;
  onChoose: (value: string) => void;
  children: JSX.Element | JSX.Element[];
};

function Native({ props, value, onChoose, children }: NativeProps): JSX.Element {
  const [confirmed, dialog] = useConfirmed(props.element);
  return (
    <>
      <select
        class="field select"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.value;
          // Until it is confirmed, the old choice stays on show.
          currentTarget.value = value;
          confirmed(() => onChoose(chosen));
        }}
        {...naming(props, "Choose")}
      >
        <option value="" disabled hidden={value !== ""}>
          {plainText(props.element["placeholder"] as { text: string } | undefined) || "Choose…"}
        </option>
        {children}
      </select>
      {dialog}
    </>
  );
}
