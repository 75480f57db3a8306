/** What stands unsent in the composers, by channel or thread: kept while one looks elsewhere. */
const drafts = new Map<string, string>();
const listeners = new Map<string, (text: string) => void>();

export function draftOf(key: string): string {
  return drafts.get(key) ?? "";
}

export function keepDraft(key: string, text: string): void {
  drafts.set(key, text);
}

/** Writes into the composer from outside of it. */
export function fillDraft(key: string, text: string): void {
  drafts.set(key, text);
  listeners.get(key)?.(text);
}

export function onFilled(key: string, listener: (text: string) => void): () => void {
  listeners.set(key, listener);
  return () => listeners.delete(key);
}
