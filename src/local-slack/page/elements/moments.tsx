/** Dates and times, in the browser's own inputs. */
import type { JSX } from "preact";
import { fromLocalInput, toLocalInput } from "../text/zone.ts";
import { useWorkspace } from "../view/workspace.ts";
import { useHeld } from "./held.ts";
import { naming, type ElementProps } from "./props.ts";

export function Picker(props: ElementProps): JSX.Element {
  const { content, changeLater } = useHeld(props);
  const isDate = props.element.type === "datepicker";
  return (
    <input
      class="field moment"
      type={isDate ? "date" : "time"}
      value={typeof content === "string" ? content : ""}
      // Both inputs report a half-typed value as "", which is nothing chosen.
      onInput={({ currentTarget }) => changeLater(currentTarget.value || null)}
      {...naming(props, isDate ? "Date" : "Time")}
    />
  );
}

/** Slack holds seconds since the epoch; a person picks the time that their own wall clock will show. */
export function DateTimePicker(props: ElementProps): JSX.Element {
  const { content, changeLater } = useHeld(props);
  const { me } = useWorkspace();
  return (
    <input
      class="field moment wide"
      type="datetime-local"
      value={typeof content === "number" ? toLocalInput(content * 1000, me.tz) : ""}
      onInput={({ currentTarget }) => {
        const ms = fromLocalInput(currentTarget.value, me.tz);
        changeLater(ms === undefined ? null : ms / 1000);
      }}
      {...naming(props, `Date and time (${me.tz})`)}
    />
  );
}
