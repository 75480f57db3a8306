/** Fetches the whole list of emoji once the page is there: the first picture need not wait for it. */
import { useEffect, useState } from "preact/hooks";
import { learnEmoji } from "../text/emoji.ts";

const WAIT_MS = 1500;

/** A number that grows when more emoji are known. */
export function useEmoji(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => {
      void learn().then((found) => found && setVersion(1));
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return version;
}

/** False when there is no list: the common ones are known anyway. */
async function learn(): Promise<boolean> {
  try {
    const response = await fetch("/assets/emoji.txt");
    if (!response.ok) return false;
    learnEmoji(await response.text());
    return true;
  } catch {
    return false;
  }
}
