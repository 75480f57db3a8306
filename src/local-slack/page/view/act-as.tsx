/** Whose eyes one looks through. */
import { useId } from "preact/hooks";
import type { JSX } from "preact";
import type { Person } from "../../protocol.ts";
import { useNow } from "../state/time.ts";
import { placeOf, timeOfDay } from "../text/when.ts";
import { useWorkspace } from "./workspace.ts";

export function ActAs({
  people,
  onActAs,
}: {
  people: readonly Person[];
  onActAs: (user: string) => void;
}): JSX.Element {
  const { me } = useWorkspace();
  const now = useNow(5000);
  const id = useId();
  return (
    <div class="act-as">
      <label for={id}>Act as</label>
      <select
        id={id}
        class="field select"
        title={me.tz}
        value={me.id}
        onChange={({ currentTarget }) => onActAs(currentTarget.value)}
      >
        {people
          .filter((person) => !person.is_bot)
          .map((person) => (
            <option key={person.id} value={person.id}>
              {person.real_name} · {placeOf(person.tz)} {timeOfDay(now, person.tz)}
            </option>
          ))}
      </select>
    </div>
  );
}
