/** One's own data: told to whoever asks for theirs, and forgotten when they wish it. */
import type { Subject } from "./personal.ts";
import type { Store } from "./store.ts";

export function createPrivacyRoom({ store }: { store: Store }) {
  return {
    /** All that is kept of a person, as JSON text that other programs can read. */
    async exported(subject: Subject): Promise<string> {
      return JSON.stringify({ person: subject.person, ...(await store.personal.read(subject)) }, undefined, 2);
    },

    forget: (subject: Subject) => store.transaction((records) => records.personal.forget(subject)),
  };
}
