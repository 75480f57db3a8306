/**
 * The scrolling of a long list: only the rows near the view are drawn. One who reads at the end stays there when rows come; for one
 * who reads further up, the row under their eyes stays where it is, whatever turns out taller than was guessed.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { covers, offsetsOf, rangeBetween, within, type Range } from "../state/window.ts";

const NEAR = 48;
const GUESS = 64;
/** How far beyond the view rows are drawn, and how near an edge may come before more are. */
const MARGIN = 700;
const SLACK = 250;
const FIRST = 16;

export type Windowed = {
  scroller: RefObject<HTMLDivElement>;
  rows: RefObject<HTMLDivElement>;
  range: Range;
  /** Heights of what is not drawn. */
  above: number;
  below: number;
  atBottom: boolean;
  toBottom: () => void;
  /** Draws the row, brings it into view and gives it the focus. */
  show: (key: string, where: ScrollLogicalPosition) => void;
};

type Book = {
  heights: Map<string, number>;
  sticks: boolean;
  /** The first row in view, and where it stands. */
  anchor: { row: HTMLElement; top: number } | undefined;
  wanted: { key: string; where: ScrollLogicalPosition } | undefined;
  isFirst: boolean;
  /** Where each row begins, until a height or the list changes. */
  places: { keys: readonly string[]; offsets: Float64Array } | undefined;
};

export function useWindow(keys: readonly string[]): Windowed {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const book = useRef<Book>({
    heights: new Map(),
    sticks: true,
    anchor: undefined,
    wanted: undefined,
    isFirst: true,
    places: undefined,
  }).current;
  const [kept, setRange] = useState<Range>({ from: keys.length - FIRST, to: keys.length });
  const [atBottom, setAtBottom] = useState(true);
  const range = within(kept, keys.length, book.sticks);
  const offsets = placesOf(book, keys);
  const now = useRef({ range, keys });
  now.current = { range, keys };

  /** Draws other rows when those drawn do not reach around the view. */
  const cover = useCallback((): void => {
    const [view, list] = [scroller.current, rows.current];
    if (view === null || list === null) return;
    const { keys: all, range: drawn } = now.current;
    const at = placesOf(book, all);
    const top = (at[drawn.from] ?? 0) - (list.getBoundingClientRect().top - view.getBoundingClientRect().top);
    const bottom = top + view.clientHeight;
    if (covers(drawn, rangeBetween(at, top - SLACK, bottom + SLACK))) return;
    setRange(rangeBetween(at, top - MARGIN, bottom + MARGIN));
  }, []);

  const settle = useCallback((): void => {
    const [view, list] = [scroller.current, rows.current];
    if (view === null || list === null) return;
    if (measure(list, book.heights)) book.places = undefined;
    if (bringWanted(list, book)) book.sticks = false;
    else if (book.sticks) view.scrollTop = view.scrollHeight;
    else holdAnchor(view, book.anchor);
    book.anchor = anchorOf(view, list);
    // The first frame need not wait for rows that are out of view.
    if (book.isFirst) requestAnimationFrame(cover);
    else cover();
    book.isFirst = false;
  }, []);
  useLayoutEffect(settle);

  useEffect(() => {
    const [view, list] = [scroller.current, rows.current];
    if (view === null || list === null) return;
    const onScroll = (): void => {
      const stuck = book.sticks;
      const { range: drawn, keys: all } = now.current;
      book.sticks = drawn.to === all.length && view.scrollHeight - view.scrollTop - view.clientHeight < NEAR;
      setAtBottom(book.sticks);
      // From here on new rows at the end no longer move what is drawn.
      if (stuck && !book.sticks) setRange(drawn);
      book.anchor = anchorOf(view, list);
      cover();
    };
    // What grows without being drawn by us: pictures that arrive, details that open, a keyboard that appears.
    const observer = new ResizeObserver(settle);
    observer.observe(view);
    observer.observe(list);
    view.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener("scroll", onScroll);
    };
  }, []);

  const toBottom = useCallback((): void => {
    book.sticks = true;
    setAtBottom(true);
    setRange({ from: now.current.keys.length - FIRST, to: now.current.keys.length });
    if (scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, []);

  const show = useCallback((key: string, where: ScrollLogicalPosition): void => {
    const { keys: all, range: drawn } = now.current;
    const at = all.indexOf(key);
    if (at === -1) return;
    book.wanted = { key, where };
    if (at >= drawn.from && at < drawn.to) return settle();
    book.sticks = false;
    setRange({ from: Math.max(0, at - FIRST / 2), to: Math.min(all.length, at + FIRST / 2) });
  }, []);

  const end = offsets[keys.length] ?? 0;
  return {
    scroller,
    rows,
    range,
    above: offsets[range.from] ?? 0,
    below: end - (offsets[range.to] ?? end),
    atBottom,
    toBottom,
    show,
  };
}

function placesOf(book: Book, keys: readonly string[]): Float64Array {
  if (book.places?.keys !== keys) book.places = { keys, offsets: offsetsOf(keys, book.heights, GUESS) };
  return book.places.offsets;
}

/** Whether any row is of another height than was known. */
function measure(list: HTMLElement, heights: Map<string, number>): boolean {
  let changed = false;
  for (const row of rowsIn(list)) {
    const key = row.dataset["key"] ?? "";
    const { height } = row.getBoundingClientRect();
    changed ||= heights.get(key) !== height;
    heights.set(key, height);
  }
  return changed;
}

function rowsIn(list: HTMLElement): HTMLElement[] {
  return [...list.children] as HTMLElement[];
}

function rowOf(list: HTMLElement, key: string): HTMLElement | undefined {
  return rowsIn(list).find((row) => row.dataset["key"] === key);
}

function anchorOf(view: HTMLElement, list: HTMLElement): Book["anchor"] {
  const edge = view.getBoundingClientRect().top;
  for (const row of rowsIn(list)) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > edge) return { row, top: top - edge };
  }
  return undefined;
}

function holdAnchor(view: HTMLElement, anchor: Book["anchor"]): void {
  if (anchor === undefined || !anchor.row.isConnected) return;
  const moved = anchor.row.getBoundingClientRect().top - view.getBoundingClientRect().top - anchor.top;
  if (Math.abs(moved) >= 1) view.scrollTop += moved;
}

function bringWanted(list: HTMLElement, book: Book): boolean {
  const { wanted } = book;
  const row = wanted && rowOf(list, wanted.key);
  if (row === undefined || wanted === undefined) return false;
  book.wanted = undefined;
  row.querySelector<HTMLElement>("article")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: wanted.where });
  return true;
}
