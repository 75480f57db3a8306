/** Everything that is typed: text of one line or several, numbers, addresses. */
import type { RichTextBlock } from "@slack/types";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { useHeld, type Held } from "./held.ts";
import { naming, type ElementProps } from "./props.ts";
import type { Loose } from "./values.ts";

const TYPES: Record<string, string> = { email_text_input: "email", url_text_input: "url", number_input: "number" };

export function TextInput(props: ElementProps): JSX.Element {
  const { element } = props;
  const held = useHeld(props);
  const isRich = element.type === "rich_text_input";
  const common = {
    class: "field text",
    value: isRich ? textOfRich(held.content) : typeof held.content === "string" ? held.content : "",
    placeholder: plainText(element["placeholder"] as { text: string } | undefined),
    onInput: ({ currentTarget }: { currentTarget: { value: string } }): void => {
      const content = currentTarget.value === "" ? null : currentTarget.value;
      keep(held, element, isRich && content !== null ? richOf(content) : content);
    },
    ...naming(props, "Text"),
  };
  if (isRich || element["multiline"] === true) return <textarea rows={4} {...common} />;
  return (
    <input
      type={TYPES[element.type] ?? "text"}
      autocomplete="off"
      {...common}
      {...numberLimits(element)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !props.dispatches || !sendsOn(element, "on_enter_pressed")) return;
        event.preventDefault();
        held.send();
      }}
    />
  );
}

function keep(held: Held, element: Loose, content: unknown): void {
  if (sendsOn(element, "on_character_entered")) held.changeLater(content);
  else held.keep(content);
}

/** Slack sends on Enter unless told otherwise. */
function sendsOn(element: Loose, trigger: string): boolean {
  const config = element["dispatch_action_config"] as { trigger_actions_on?: string[] } | undefined;
  return (config?.trigger_actions_on ?? ["on_enter_pressed"]).includes(trigger);
}

function numberLimits(element: Loose): Record<string, string> {
  if (element.type !== "number_input") return {};
  const { min_value: min, max_value: max } = element;
  return {
    step: element["is_decimal_allowed"] === true ? "any" : "1",
    ...(min === undefined ? {} : { min: String(min) }),
    ...(max === undefined ? {} : { max: String(max) }),
  };
}

function richOf(text: string): RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

function textOfRich(content: unknown): string {
  const sections = (content as { elements?: { elements?: { text?: string }[] }[] } | null)?.elements ?? [];
  return sections.map(({ elements = [] }) => elements.map(({ text = "" }) => text).join("")).join("\n");
}
