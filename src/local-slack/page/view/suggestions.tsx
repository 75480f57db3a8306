/** What the composer offers to complete. */
import type { JSX } from "preact";
import type { Completion, Suggestion } from "../state/compose.ts";

type SuggestionsProps = {
  id: string;
  completion: Completion;
  chosen: number;
  onTake: (suggestion: Suggestion) => void;
};

export function Suggestions({ id, completion, chosen, onTake }: SuggestionsProps): JSX.Element {
  return (
    <div class="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {completion.items.map((suggestion, index) => (
        <div
          key={suggestion.insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          class="suggestion"
          // Before the textarea loses its focus, which would close the list.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          <b>{suggestion.label}</b> <span class="quiet">{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
