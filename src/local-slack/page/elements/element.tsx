/** An interactive element of Block Kit, by type. */
import type {
  ActionsBlockElement,
  ContextActionsBlockElement,
  InputBlockElement,
  SectionBlockAccessory,
} from "@slack/types";
import type { ComponentType, JSX } from "preact";
import { Picture } from "../blocks/picture.tsx";
import { Unknown } from "../blocks/unknown.tsx";
import { Button, IconButton } from "./button.tsx";
import { Checkboxes, Radios } from "./choices.tsx";
import { ExternalSelect } from "./external.tsx";
import { Feedback } from "./feedback.tsx";
import { FileInput } from "./file.tsx";
import { DateTimePicker, Picker } from "./moments.tsx";
import { MultiSelect } from "./multi.tsx";
import { Overflow } from "./overflow.tsx";
import { Select } from "./select.tsx";
import { TextInput } from "./text-input.tsx";
import type { ElementProps } from "./props.ts";

type Known = ActionsBlockElement | ContextActionsBlockElement | InputBlockElement | SectionBlockAccessory;

// Complete by the compiler's own proof: a new element in @slack/types breaks the build here instead of the page.
const COMPONENTS: Record<Known["type"], ComponentType<ElementProps>> = {
  button: Button,
  workflow_button: Button,
  icon_button: IconButton,
  feedback_buttons: Feedback,
  overflow: Overflow,
  static_select: Select,
  external_select: ExternalSelect,
  users_select: Select,
  conversations_select: Select,
  channels_select: Select,
  multi_static_select: MultiSelect,
  multi_external_select: ExternalSelect,
  multi_users_select: MultiSelect,
  multi_conversations_select: MultiSelect,
  multi_channels_select: MultiSelect,
  radio_buttons: Radios,
  checkboxes: Checkboxes,
  datepicker: Picker,
  timepicker: Picker,
  datetimepicker: DateTimePicker,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  rich_text_input: TextInput,
  file_input: FileInput,
  image: ({ element }) => <Picture image={element} />,
};

export function Element(props: ElementProps): JSX.Element {
  const { type } = props.element;
  if (!Object.hasOwn(COMPONENTS, type)) return <Unknown block={props.element} />;
  const Known = COMPONENTS[type as Known["type"]];
  return <Known {...props} />;
}
