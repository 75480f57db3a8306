/** The words of a dcos command: flags by name, and the rest. */

export type Flags = ReadonlyMap<string, string>;

export type DcosWords = { flags: Flags; args: string[] } | { error: string };

/** `known`: flags of the command, `=` behind those that take a value. */
export function readWords(words: readonly string[], known: readonly string[]): DcosWords {
  const flags = new Map<string, string>();
  const args: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith("--")) {
      args.push(word);
      continue;
    }
    const [name = "", value] = word.slice(2).split(/=(.*)/s, 2);
    if (known.includes(name)) flags.set(name, value ?? "true");
    else if (!known.includes(`${name}=`)) return { error: `Error: unknown flag: --${name}` };
    else {
      const own = value ?? rest.shift();
      if (own === undefined) return { error: `Error: flag needs an argument: --${name}` };
      flags.set(name, own);
    }
  }
  return { flags, args };
}
