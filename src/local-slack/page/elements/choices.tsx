/** Radio buttons and checkboxes. */
import { useId } from "preact/hooks";
import type { JSX } from "preact";
import { Mrkdwn } from "../text/draw.tsx";
import { plainText } from "../text/emoji.ts";
import { useHeld } from "./held.ts";
import { sameOption, toggled, type Option } from "./options.ts";
import { naming, type ElementProps } from "./props.ts";

export function Radios(props: ElementProps): JSX.Element {
  const { content, change } = useHeld(props);
  const name = useId();
  return (
    <div class="choices" role="radiogroup" {...naming(props, "Choose one")}>
      {optionsOf(props).map((option, index) => (
        <label key={index}>
          <input type="radio" name={name} checked={sameOption(content, option)} onChange={() => change(option)} />
          <OptionText option={option} />
        </label>
      ))}
    </div>
  );
}

export function Checkboxes(props: ElementProps): JSX.Element {
  const { content, change } = useHeld(props);
  const chosen = Array.isArray(content) ? (content as Option[]) : [];
  return (
    <div class="choices" role="group" {...naming(props, "Choose any")}>
      {optionsOf(props).map((option, index) => (
        <label key={index}>
          <input
            type="checkbox"
            checked={chosen.some((other) => sameOption(other, option))}
            onChange={() => change(toggled(chosen, option, sameOption))}
          />
          <OptionText option={option} />
        </label>
      ))}
    </div>
  );
}

function optionsOf({ element }: ElementProps): Option[] {
  return Array.isArray(element["options"]) ? (element["options"] as Option[]) : [];
}

function OptionText({ option: { text, description } }: { option: Option }): JSX.Element {
  return (
    <span>
      {text.type === "mrkdwn" ? <Mrkdwn text={text.text} /> : plainText(text)}
      {description !== undefined && (
        <small>{description.type === "mrkdwn" ? <Mrkdwn text={description.text} /> : plainText(description)}</small>
      )}
    </span>
  );
}
