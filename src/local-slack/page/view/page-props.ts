/** What the whole page is drawn from. */
import type { Person } from "../../protocol.ts";
import type { State } from "../state/fold.ts";
import type { Place } from "../state/route.ts";
import type { Seen } from "../state/unread.ts";

export type PageProps = {
  state: State;
  me: Person;
  place: Place;
  seen: Seen;
  online: boolean;
  tools: string;
  reveal: { ts: string } | undefined;
  go: (place: Place, ts?: string) => void;
  openTools: (which: string) => void;
  actAs: (user: string) => void;
  tell: (level: "info" | "error", text: string) => void;
  dismiss: (id: number) => void;
};
