/** The page's few pictures, drawn rather than taken from an emoji font, which not every machine has. */
import type { JSX } from "preact";

const PATHS = {
  close: "M5 5l10 10M15 5L5 15",
  menu: "M3 5h14M3 10h14M3 15h14",
  back: "M12 4l-6 6 6 6",
  send: "M3 10h13M11 5l5 5-5 5",
  reply: "M4 4h12v9H9l-4 3v-3H4z",
  react: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M7 12q3 3 6 0M7.5 8v.5M12.5 8v.5",
  eye: "M2 10q8-9 16 0q-8 9-16 0M10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4l3 2",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M4 16l1.4-1.4M14.6 5.4L16 4",
  moon: "M15.5 12.5A6.5 6.5 0 0 1 8 4a6.5 6.5 0 1 0 7.5 8.5z",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  up: "M4 17V9h3l3-6q2 0 2 2l-.5 3H17l-1.500 9H7",
  "down-arrow": "M10 4v12M5 11l5 5 5-5",
  down: "M4 3v8h3l3 6q2 0 2-2l-.5-3H17l-1.500-9H7",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
  home: "M3 10l7-6 7 6M5 9v7h10V9",
  check: "M4 10.500l4 4 8-9",
  wait: "M6 3h8M6 17h8M7 3q0 5 3 7q3-2 3-7M7 17q0-5 3-7q3 2 3 7",
  alert: "M10 3l8 14H2zM10 8v4M10 14.500v.5",
  info: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 9v5M10 6v.5",
  heart: "M10 17L3.500 10a4 4 0 0 1 6.500-5a4 4 0 0 1 6.500 5z",
  star: "M10 2.500l2.300 4.900 5.400.700-4 3.700 1 5.300-4.700-2.600-4.700 2.600 1-5.300-4-3.700 5.400-.700z",
  party: "M3 17L8 6l6 6zM12 3q2 1 0 4M17 8q-3-1-4 1M16 3.500h.01M17 13h.01",
  book: "M10 5q-3-2-7-1v11q4-1 7 1q3-2 7-1V4q-4-1-7 1zM10 5v11",
  bulb: "M7.500 14a5.500 5.500 0 1 1 5 0v1.500h-5zM8 18h4",
  ship: "M3 13h14l-2.500 4h-9zM9.500 3v8H5zM11.500 6v5H15z",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13zM8.500 18h3",
  chart: "M3 3v14h14M7 14V9M11 14V5M15 14v-3",
  target: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6M10 10h.01",
  bolt: "M11 2L4 11h5l-1 7 7-9h-5z",
  search: "M9 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12M13.5 13.500L18 18",
  tools: "M3 5h14v10H3zM6 8l2 2-2 2M10 12h4",
  keyboard: "M2 5h16v10H2zM5 8h.01M8 8h.01M11 8h.01M14 8h.01M6 12h8",
  people:
    "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 17q0-6 5-6t5 6M13.500 9a2.500 2.500 0 1 0 0-5M13.500 11.500q4.500 0 4.500 5",
  plus: "M10 4v12M4 10h12",
  file: "M5 2h7l4 4v12H5zM12 2v4h4",
  clip: "M15.500 9.500l-5.800 5.800a3.500 3.500 0 0 1-5-5L11 4a2.300 2.300 0 0 1 3.300 3.300l-6.200 6.200a1.100 1.100 0 0 1-1.600-1.600l5.500-5.500",
  pin: "M8 3h6l-1 6 2.500 3h-9L9 9zM10.500 12v5.500",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The workspace's own mark: a small boat. */
export function Boat(): JSX.Element {
  return (
    <svg class="boat" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <path class="hull" d="M6 20h20l-3.500 6h-13z" />
      <path class="sail" d="M15 5v13H7zM17 9v9h7z" />
    </svg>
  );
}
