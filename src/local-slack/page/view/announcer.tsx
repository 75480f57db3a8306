/** Says new messages of others aloud: the list itself cannot, because old rows come into it while one scrolls. */
import { useEffect, useRef } from "preact/hooks";
import type { Message } from "../../protocol.ts";
import { compareTs } from "../state/fold.ts";
import { asTyped } from "../state/compose.ts";
import { authorOf } from "./author.tsx";
import { useWorkspace } from "./workspace.ts";

const LONGEST = 300;
const SAID_MS = 3000;

export function Announcer({ messages }: { messages: readonly Message[] }): null {
  const workspace = useWorkspace();
  const newest = messages.at(-1);
  const known = useRef(newest?.ts ?? "0");
  useEffect(() => {
    // One that still streams is said when it is whole.
    if (newest === undefined || newest.streaming === true || compareTs(newest.ts, known.current) <= 0) return;
    known.current = newest.ts;
    if (newest.user === workspace.me.id) return;
    const { name } = authorOf(workspace, newest.user, newest.bot_id);
    say(`${name}: ${asTyped(newest.text, workspace).slice(0, LONGEST)}`);
  }, [newest, workspace]);
  return null;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Taken away again, so that nobody finds it a second time while reading the page. */
function say(text: string): void {
  const region = document.getElementById("said");
  if (region === null) return;
  region.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    region.textContent = "";
  }, SAID_MS);
}
