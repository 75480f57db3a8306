/** Selects whose options the app gives while one types. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { Icon } from "../view/icon.tsx";
import { useSurface } from "../view/surface.ts";
import { useHeld } from "./held.ts";
import { groupsOf, sameOption, toggled, type Option } from "./options.ts";
import { naming, type ElementProps } from "./props.ts";
import type { Loose } from "./values.ts";

const PAUSE_MS = 300;

type Offer = { options: Option[]; status: string };

const NOTHING: Offer = { options: [], status: "" };

export function ExternalSelect(props: ElementProps): JSX.Element {
  const { element } = props;
  const { content, change } = useHeld(props);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [offer, clear] = useOffer(props, typed);
  const id = useId();
  const isMulti = element.type === "multi_external_select";
  const chosen = (
    Array.isArray(content) ? content : content === null || content === undefined ? [] : [content]
  ) as Option[];
  const most = isMulti ? Number(element["max_selected_items"] ?? Infinity) : 1;

  const take = (option: Option | undefined): void => {
    if (option === undefined) return;
    const next = isMulti ? toggled(chosen, option, sameOption).slice(0, most) : option;
    setTyped("");
    clear();
    change(next);
  };
  const drop = (option: Option): void => change(isMulti ? toggled(chosen, option, sameOption) : null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = offer.options.length;
    if (count === 0) return;
    if (step !== undefined) setAt((at + step + count) % count);
    else if (event.key === "Enter") take(offer.options[at]);
    else if (event.key === "Escape") {
      event.stopPropagation();
      setTyped("");
      clear();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="external">
      {chosen.map((option) => (
        <span key={option.value} class="chip">
          {plainText(option.text)}
          <button type="button" aria-label={`Take ${plainText(option.text)} away`} onClick={() => drop(option)}>
            <Icon name="close" />
          </button>
        </span>
      ))}
      <input
        class="field text"
        role="combobox"
        autocomplete="off"
        aria-expanded={offer.options.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        {...(offer.options.length > 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
        placeholder={plainText(element["placeholder"] as { text: string } | undefined) || "Type to search"}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        {...naming(props, "Search")}
      />
      <div class="found" role="listbox" id={id} aria-label="Options" hidden={offer.options.length === 0}>
        {offer.options.map((option, index) => (
          <div
            key={option.value ?? index}
            id={`${id}-${index}`}
            role="option"
            class="suggestion"
            aria-selected={index === at}
            onClick={() => take(option)}
          >
            {plainText(option.text)}
          </div>
        ))}
      </div>
      {offer.status !== "" && (
        <p class="hint" role="status">
          {offer.status}
        </p>
      )}
    </div>
  );
}

/** What the app offers for what is typed, after a pause; an answer to something typed earlier is dropped. */
function useOffer({ element, blockId }: ElementProps, typed: string): [Offer, () => void] {
  const { suggest } = useSurface();
  const [offer, setOffer] = useState(NOTHING);
  const asked = useRef(0);
  const least = Number(element["min_query_length"] ?? 3);
  useEffect(() => {
    const mine = ++asked.current;
    if (typed === "" || typed.length < least) {
      setOffer(typed === "" ? NOTHING : { options: [], status: `Type ${least} characters or more.` });
      return;
    }
    const ask = async (): Promise<void> => {
      const answer = await suggest(blockId, element, typed);
      if (mine !== asked.current) return;
      const options = groupsOf(answer as unknown as Loose).flatMap((group) => group.options);
      setOffer({ options, status: options.length === 0 ? "Nothing was found." : "" });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [offer, () => setOffer(NOTHING)];
}
