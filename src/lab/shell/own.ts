/** A record's own value under a name that a person typed: `constructor` is no more there than any other word. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
