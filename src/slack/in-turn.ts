/** Does what belongs together one after the other. */

/** Works when all that was asked for by this name before is done; other names do not wait. */
export type InTurn = (name: string, work: () => Promise<void>) => Promise<void>;

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<void>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve())
      // What went wrong before is told to whoever asked for it.
      .catch(() => {})
      .then(work)
      .finally(() => {
        if (last.get(name) === turn) last.delete(name);
      });
    last.set(name, turn);
    return turn;
  };
}
